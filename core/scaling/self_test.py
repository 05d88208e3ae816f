"""Does the model of an algorithm still agree with the library that is installed?

Models are exact per version and platform only, so the question is asked on the machine itself.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.scaling.catalogue import Algorithm
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline

RGB = NDArray[np.uint8]
Shape = tuple[int, int]

_SIZES: tuple[tuple[Shape, Shape], ...] = (
    ((448, 448), (112, 112)),
    ((350, 500), (112, 112)),
    ((270, 480), (75, 75)),
    ((224, 224), (112, 112)),
)
"""(source shape, target shape): an integer ratio, two fractional and unequal ones, and exactly 2:1."""


@dataclass(frozen=True)
class SelfTest:
    """Largest difference, in grey levels, between model and real call, and the bound it must keep."""

    algorithm: Algorithm
    largest_difference: int
    bound: int

    @property
    def passed(self) -> bool:
        """Whether the model holds for the installed library."""
        return self.largest_difference <= self.bound


def self_test(algorithm: Algorithm) -> SelfTest:
    """Compare `apply` and `resize` at each size on noise and, hardest of all, on black-and-white noise."""
    largest = max(
        _difference(Pipeline(algorithm.library, algorithm.id, target), image)
        for source, target in _SIZES
        for image in _contents(source)
    )
    return SelfTest(algorithm, largest, algorithm.bound)


def _contents(shape: Shape) -> tuple[RGB, RGB]:
    noise = np.random.default_rng(224).integers(0, 256, (*shape, 3), dtype=np.uint8)
    return noise, np.where(noise > 127, np.uint8(255), np.uint8(0))


def _difference(pipeline: Pipeline, image: RGB) -> int:
    operator = operator_for(pipeline, (image.shape[0], image.shape[1]))
    real = operator.resize(image).astype(np.float32)
    return int(np.abs(operator.apply(image) - real).max())
