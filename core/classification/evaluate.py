"""`python -m core.classification.evaluate DATA [--model FILE]`: accuracy on the official GTSRB test set.

--libraries also says whether it matters which library scaled the images, --photos how often a photograph
without a sign is called one.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from core.classification.by_library import accuracies, words
from core.classification.dataset import read_signs
from core.classification.figures import confusion, confusion_picture
from core.classification.labels import CLASS_COUNT, CLASS_NAMES
from core.classification.model import default_model_path, load_classifier
from core.classification.negatives import read_negatives
from core.classification.scores import score
from core.errors import AliascopeError, ModelError
from core.images.files import write_file

CROPS = 10
CONFIDENT = 0.5


def on_test_set(folder: Path, model: Path | None = None, picture: Path | None = None) -> str:
    """Scores of a model (the shipped one without `model`) on the test part of GTSRB, in words.

    The confusion matrix is drawn to `picture`, an SVG file, where one is named. Signs are counted as if
    the model had no answer for pictures without one, and another line says how often it gives that answer.
    Raises `DatasetError` for the data, `ModelError` for a model that does not know the 43 classes, and
    `SaveError` for the picture.
    """
    signs = read_signs(folder, "test")
    classifier = load_classifier(model)
    if len(classifier.labels) not in (CLASS_COUNT, CLASS_COUNT + 1):
        raise ModelError(f"The model has {len(classifier.labels)} classes, not GTSRB's; choose another.")
    answers = classifier.answers(signs.images)
    found = classifier.given_a_sign(answers)
    if picture is not None:
        table = confusion(signs.labels, found.argmax(axis=1), CLASS_NAMES)
        write_file(picture, confusion_picture(table, CLASS_NAMES).encode())
    refused = int((answers.argmax(axis=1) >= CLASS_COUNT).sum())
    return f"{score(found, signs.labels).lines()}\ncalled no sign    {refused}"


def on_photographs(folders: list[Path], model: Path | None = None) -> str:
    """How often crops of photographs without signs are called one with a confidence of half or more."""
    crops = read_negatives(folders, CROPS, seed=1)
    answers = load_classifier(model).answers(crops.images)[:, :CLASS_COUNT]
    named = float(np.mean(answers.max(axis=1) >= CONFIDENT))
    return f"photographs       {named:.2%} of {len(answers)} crops called a sign with {CONFIDENT:.0%} or more"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code: 0 done, 2 unusable data or model."""
    parser = argparse.ArgumentParser(prog="python -m core.classification.evaluate", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with GTSRB: packed, Test/ and Test.csv, or official")
    parser.add_argument("--model", type=Path, help="a .keras file (default: the shipped model)")
    parser.add_argument("--confusion", type=Path, metavar="OUT.svg", help="draw the confusion matrix")
    parser.add_argument("--libraries", action="store_true", help="scale the test images by six library calls")
    parser.add_argument(
        "--photos", type=Path, action="append", metavar="FOLDER", help="photographs without traffic signs"
    )
    options = parser.parse_args(arguments)
    print(f"model             {(options.model or default_model_path()).name}")
    try:
        for part in _parts(options):
            print(part)
    except AliascopeError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parts(options: argparse.Namespace) -> Iterator[str]:
    yield on_test_set(options.data, options.model, options.confusion)
    if options.libraries:
        yield words(accuracies(options.data, options.model))
    if options.photos:
        yield on_photographs(options.photos, options.model)


if __name__ == "__main__":
    sys.exit(main())
