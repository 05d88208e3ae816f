"""`python -m core.classification.evaluate DATA [--model FILE]`: accuracy on the official GTSRB test set."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from core.classification.dataset import read_signs
from core.classification.model import default_model_path, load_classifier
from core.classification.scores import Scores, score
from core.errors import AliascopeError


def evaluate(folder: Path, model: Path | None = None) -> Scores:
    """Scores of a model (the shipped one without `model`) on the test part of the data in `folder`.

    Raises `DatasetError` for the data and `ModelError` for the model.
    """
    signs = read_signs(folder, "test")
    return score(load_classifier(model).probabilities(signs.images), signs.labels)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code: 0 done, 2 unusable data or model."""
    parser = argparse.ArgumentParser(prog="python -m core.classification.evaluate", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with GTSRB, packed or as Test/ and Test.csv")
    parser.add_argument("--model", type=Path, help="a .keras file (default: the shipped model)")
    options = parser.parse_args(arguments)
    try:
        scores = evaluate(options.data, options.model)
    except AliascopeError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"model             {(options.model or default_model_path()).name}\n{scores.lines()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
