"""The sign classifier: at most 5 ms for one image once it is warm, and at most 5 MB."""

import os
from collections.abc import Iterator

import numpy as np

from core.classification.model import default_model_path, load_classifier
from tests.benchmarks.row import Row
from tests.benchmarks.timing import best_seconds
from tests.support.pictures import picture

LIMIT_MS, LIMIT_MB = 5.0, 5.0
MANY = 256


def rows() -> Iterator[Row]:
    """One image, many at once, and the file."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    classifier, photo = load_classifier(), picture("astronaut.png")
    images = np.stack([photo[row : row + 32, 96:128] for row in range(MANY)])
    classifier.probabilities(images[:1])
    one = best_seconds(lambda: classifier.probabilities(images[:1]), repeats=30)
    yield Row("classify one image, warm", 1000 * one, "ms", limit=LIMIT_MS, note="32×32, best of 30")
    many = best_seconds(lambda: classifier.probabilities(images), repeats=3)
    yield Row(f"classify {MANY} images, each", 1000 * many / MANY, "ms")
    yield Row("size of the classifier", default_model_path().stat().st_size / 1e6, "MB", limit=LIMIT_MB)
