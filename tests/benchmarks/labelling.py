"""Labels of many small images by the shipped classifier."""

from collections.abc import Sequence

import numpy as np

from core.classification.model import load_classifier
from core.images.arrays import RGB
from core.scaling.robust import area_output


class Labels:
    """Callable: images of any size → class numbers; what differs from the model's size is averaged."""

    def __init__(self) -> None:
        self._classifier = load_classifier()

    def __call__(self, images: Sequence[RGB]) -> list[int]:
        """The most likely class of each image (H, W, 3) uint8."""
        if not images:
            return []
        stack = np.stack([area_output(image, self._classifier.input_shape) for image in images])
        return [int(number) for number in self._classifier.answers(stack).argmax(axis=1)]
