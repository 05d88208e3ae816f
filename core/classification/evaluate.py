"""`python -m core.classification.evaluate DATA [--model FILE]`: accuracy on the official GTSRB test set."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from core.classification.by_library import accuracies, words
from core.classification.dataset import read_signs
from core.classification.figures import confusion, confusion_picture
from core.classification.labels import CLASS_COUNT, CLASS_NAMES
from core.classification.model import default_model_path, load_classifier
from core.classification.scores import Scores, score
from core.errors import AliascopeError, ModelError
from core.images.files import write_file


def evaluate(folder: Path, model: Path | None = None) -> tuple[Scores, str]:
    """Scores of a model (the shipped one without `model`) on the test part of the data in `folder`.

    With them comes the confusion matrix as an SVG picture. Raises `DatasetError` for the data and
    `ModelError` for the model, also when it does not know the 43 classes.
    """
    signs = read_signs(folder, "test")
    found = load_classifier(model).probabilities(signs.images)
    if found.shape[1] != CLASS_COUNT:
        raise ModelError(f"The model has {found.shape[1]} classes instead of {CLASS_COUNT}; choose another.")
    table = confusion(signs.labels, found.argmax(axis=1), CLASS_NAMES)
    return score(found, signs.labels), confusion_picture(table, CLASS_NAMES)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code: 0 done, 2 unusable data or model."""
    parser = argparse.ArgumentParser(prog="python -m core.classification.evaluate", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with GTSRB: packed, Test/ and Test.csv, or official")
    parser.add_argument("--model", type=Path, help="a .keras file (default: the shipped model)")
    parser.add_argument("--confusion", type=Path, metavar="OUT.svg", help="draw the confusion matrix")
    parser.add_argument(
        "--libraries", action="store_true", help="scale the test images by six library calls and compare"
    )
    options = parser.parse_args(arguments)
    try:
        scores, picture = evaluate(options.data, options.model)
        if options.confusion is not None:
            write_file(options.confusion, picture.encode())
        by_library = words(accuracies(options.data, options.model)) if options.libraries else ""
    except AliascopeError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"model             {(options.model or default_model_path()).name}\n{scores.lines()}")
    if by_library:
        print(by_library)
    return 0


if __name__ == "__main__":
    sys.exit(main())
