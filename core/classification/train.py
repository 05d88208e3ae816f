"""`python -m core.classification.train DATA -o OUT.keras`: trains the sign classifier that ships.

Beside the model it draws OUT-curves.svg and, for the signs held back, OUT-confusion.svg; after each epoch it
keeps the network in OUT-latest.keras, from which training that was stopped goes on with --start. The official
test set is never looked at here; `core.classification.evaluate` does that.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from core.classification.backend import quieten
from core.classification.dataset import read_signs
from core.classification.figures import confusion, confusion_picture, learning_curves
from core.classification.fitting import Trained, train
from core.classification.labels import CLASS_NAMES, NO_SIGN, NO_SIGN_NAME
from core.classification.negatives import read_negatives
from core.classification.recipe import Training
from core.classification.scores import score
from core.classification.signs import SignSet, joined
from core.errors import AliascopeError, SaveError
from core.images.files import write_file

ANSWERS = (*CLASS_NAMES, NO_SIGN_NAME)


def check_output(path: Path) -> None:
    """`SaveError` when a model can not be written to `path`, to be known before hours of training."""
    if path.suffix != ".keras":
        raise SaveError(f"The model can not be saved as {path.name}: Keras needs the suffix .keras; add it.")
    if not path.absolute().parent.is_dir():
        raise SaveError(f"The model can not be saved to {path}: the folder does not exist; make it first.")


def read_all(data: Path, photos: list[Path], seed: int) -> SignSet:
    """The signs to train on and, from `photos` if any, pictures without signs. `DatasetError`."""
    signs = read_signs(data, "train")
    return joined(signs, read_negatives(photos, seed=seed)) if photos else signs


def write_all(trained: Trained, path: Path) -> None:
    """The model and its two pictures. `SaveError` when a picture can not be written."""
    trained.network.save(path)
    table = confusion(trained.held.labels, trained.answers.argmax(axis=1), ANSWERS)
    pictures = {"curves": learning_curves(trained.epochs), "confusion": confusion_picture(table, ANSWERS)}
    for name, picture in pictures.items():
        write_file(path.with_name(f"{path.stem}-{name}.svg"), picture.encode())


def held_words(trained: Trained) -> str:
    """Scores on the signs held back, and how many of the pictures without a sign were refused."""
    without = trained.held.labels == NO_SIGN
    lines = ["on the tracks held back:"]
    if not without.all():
        lines.append(score(trained.answers[~without][:, :NO_SIGN], trained.held.labels[~without]).lines())
    if without.any():
        refused = trained.answers[without].argmax(axis=1) == NO_SIGN
        lines.append(f"without a sign    {refused.mean():.2%} of {len(refused)} pictures refused")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code: 0 done, 2 unusable data or output."""
    options = _parsed(arguments)
    try:
        check_output(options.output)
        signs = read_all(options.data, options.photos, options.seed)
        trained = train(signs, _training(options), start=_start(options.start), keep=_keeper(options.output))
        write_all(trained, options.output)
    except AliascopeError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{held_words(trained)}\nwrote {options.output}")
    return 0


def _training(options: argparse.Namespace) -> Training:
    return Training(
        epochs=options.epochs,
        finishing=options.finishing,
        seed=options.seed,
        learning_rate=options.learning_rate,
        finishing_rate=options.finishing_rate,
        head_only=options.head_only,
    )


def _start(path: Path | None) -> Any:
    from core.classification.model import load_classifier

    # Whoever imports Keras first decides how fast it trains.
    quieten(fast_training=True)
    return None if path is None else load_classifier(path).network


def _keeper(path: Path) -> Callable[[Any], None]:
    """Saves the network beside the output: hours of training are not lost when it is stopped."""
    latest = path.with_name(f"{path.stem}-latest.keras")
    return lambda network: network.save(latest)


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    defaults = Training()
    parser = argparse.ArgumentParser(prog="python -m core.classification.train", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with GTSRB: packed, Train/CLASS/*.png, or official")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the .keras file to write")
    parser.add_argument(
        "--photos",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="photographs without traffic signs; repeat for more folders",
    )
    parser.add_argument("--start", type=Path, metavar="FILE", help="go on from this .keras file")
    parser.add_argument("--head-only", action="store_true", help="train the dense layers alone")
    add: Callable[..., Any] = parser.add_argument
    for name in ("epochs", "finishing", "seed"):
        add(f"--{name}", type=int, default=getattr(defaults, name))
    for name in ("learning_rate", "finishing_rate"):
        add(f"--{name.replace('_', '-')}", type=float, default=getattr(defaults, name))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
