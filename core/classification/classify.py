"""What a victim's model says about an image after the victim's library has scaled it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.classification.labels import CLASS_NAMES
from core.classification.model import load_classifier
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize


@dataclass(frozen=True)
class Prediction:
    """One class the model considers: its GTSRB number, English name and confidence in 0..1."""

    class_id: int
    name: str
    confidence: float


def classify(
    pixels: RGB,
    *,
    library: str = "opencv",
    algorithm: str = "bilinear",
    model: Path | None = None,
    top: int = 5,
) -> tuple[Prediction, ...]:
    """The `top` most likely signs in `pixels`, best first.

    `pixels`: (H, W, 3) RGB uint8 of any size. An image that does not have the model's size is scaled to it
    by the real call of `library` and `algorithm`, as in the victim's pipeline. The model knows 43 signs and
    nothing else: it names a sign for a picture without one, too.

    Raises `UnknownNameError` for the library or algorithm and `ModelError` for the model.
    """
    classifier = load_classifier(model)
    pipeline = Pipeline(library, algorithm, classifier.input_shape)
    seen = pixels if pixels.shape[:2] == pipeline.target_shape else real_resize(pixels, pipeline)
    return ranked(classifier.probabilities(seen[np.newaxis])[0], top)


def ranked(probabilities: NDArray[np.float32], top: int) -> tuple[Prediction, ...]:
    """The `top` largest of 43 probabilities as predictions, best first; ties go to the lower class."""
    order = np.argsort(-probabilities, kind="stable")[:top]
    return tuple(Prediction(int(k), CLASS_NAMES[k], float(probabilities[k])) for k in order)
