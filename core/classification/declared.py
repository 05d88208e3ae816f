"""What a Keras model declares, held against what its file stores, before it takes memory.

A few bytes of description can ask for a layer of a thousand million units. Keras makes room for every weight
before it reads the first, so weights are counted as they are asked for.
"""

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from core.classification.backend import import_keras

PER_BYTE = 2
"""Weights that a stored byte can hold: Keras packs those of 4 bits in twos."""
SPARE = 100_000
"""Weights that need not be stored: states of random layers, counters."""

_ONE_AT_A_TIME = threading.Lock()


class TooManyWeightsError(Exception):
    """More weights were asked for than the file can hold."""


class Count:
    """Counts weights, and raises once there are more than `stored` bytes can hold."""

    def __init__(self, stored: int) -> None:
        self.weights = 0
        self._most = PER_BYTE * stored + SPARE

    @property
    def exceeded(self) -> bool:
        """Whether the file can not hold what was asked for; Keras wraps the error in others."""
        return self.weights > self._most

    def add(self, shape: Any) -> None:
        """Count a weight of this shape, None for a single figure."""
        sides = () if shape is None else (shape,) if isinstance(shape, int) else tuple(shape)
        self.weights += math.prod(int(side) for side in sides if side is not None)
        if self.exceeded:
            raise TooManyWeightsError


@contextmanager
def counted(stored: int) -> Iterator[Count]:
    """Have every weight that a Keras layer asks for meanwhile counted against `stored` bytes."""
    layer = import_keras().layers.Layer
    with _ONE_AT_A_TIME:
        real, count, thread = layer.add_weight, Count(stored), threading.get_ident()

        def add_weight(self: Any, shape: Any = None, *arguments: Any, **options: Any) -> Any:
            if threading.get_ident() == thread:
                count.add(shape)
            return real(self, shape, *arguments, **options)

        layer.add_weight = add_weight
        try:
            yield count
        finally:
            layer.add_weight = real
