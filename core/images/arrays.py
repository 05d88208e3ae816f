"""The array types every room speaks."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

RGB: TypeAlias = NDArray[np.uint8]
"""An image: shape (H, W, 3), uint8, channels red, green, blue, sRGB-coded values 0..255."""

Shape: TypeAlias = tuple[int, int]
"""(height, width) in pixels."""


def as_rgb(pixels: NDArray[Any]) -> RGB:
    """`pixels` as a contiguous RGB image; raises `ValueError` when it is not (H, W, 3) uint8."""
    if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8:
        raise ValueError(f"expected (H, W, 3) uint8 pixels, got {pixels.shape} {pixels.dtype}")
    return np.ascontiguousarray(pixels)
