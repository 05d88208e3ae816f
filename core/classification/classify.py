"""What a victim's model says about an image after the victim's library has scaled it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.classification.labels import CLASS_NAMES, NO_SIGN_NAME
from core.classification.model import load_classifier
from core.classification.profile import ModelChoice
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize


@dataclass(frozen=True)
class Prediction:
    """One class the model considers: its number, its name and its confidence in 0..1.

    For the shipped model the number is the GTSRB class; 43 is `NO_SIGN`, "Not a traffic sign".
    """

    class_id: int
    name: str
    confidence: float

    @property
    def sign(self) -> int | None:
        """The GTSRB class, or None for anything else, another model's class of that number included."""
        known = 0 <= self.class_id < len(CLASS_NAMES) and CLASS_NAMES[self.class_id] == self.name
        return self.class_id if known else None


def classify(
    pixels: RGB,
    *,
    library: str = "opencv",
    algorithm: str = "bilinear",
    model: Path | ModelChoice | None = None,
    top: int = 5,
) -> tuple[Prediction, ...]:
    """The `top` most likely classes of `pixels`, best first.

    `pixels`: (H, W, 3) RGB uint8 of any size. An image that does not have the model's size is scaled to it
    by the real call of `library` and `algorithm`, as in the victim's pipeline. The shipped model knows 43
    signs and has a 44th answer for pictures without one.

    Raises `UnknownNameError` for the library or algorithm and `ModelError` for the model.
    """
    classifier = load_classifier(model)
    pipeline = Pipeline(library, algorithm, classifier.input_shape)
    seen = pixels if pixels.shape[:2] == pipeline.target_shape else real_resize(pixels, pipeline)
    return ranked(classifier.answers(seen[np.newaxis])[0], top, classifier.labels)


def classify_and_note(
    pixels: RGB, *, model: Path | ModelChoice, **options: Any
) -> tuple[tuple[Prediction, ...], str]:
    """`classify`, and what there is to say on how levels reach a quantised model; empty for nothing."""
    return classify(pixels, model=model, **options), load_classifier(model).note


def classify_all(images: Sequence[RGB], *, model: Path | ModelChoice | None = None) -> tuple[Prediction, ...]:
    """The most likely class of each image, all of exactly the model's size, (H, W, 3) RGB uint8.

    Raises `ModelError` for the model or another size.
    """
    classifier = load_classifier(model)
    return tuple(ranked(row, 1, classifier.labels)[0] for row in classifier.answers(images))


def ranked(
    probabilities: NDArray[np.float32], top: int, labels: tuple[str, ...] = (*CLASS_NAMES, NO_SIGN_NAME)
) -> tuple[Prediction, ...]:
    """The `top` largest of the probabilities (K,) as predictions, best first; ties go to the lower class."""
    order = np.argsort(-probabilities, kind="stable")[:top]
    return tuple(Prediction(int(k), labels[k], float(probabilities[k])) for k in order)
