"""How `vips_resize` enlarges: `vips_affine` with the interpolator that suits the kernel (resize.c, affine.c).

Nearest stays nearest, linear becomes bilinear, every other kernel Catmull-Rom. As soon as one axis grows,
both go through the interpolator. It subtracts half a pixel from x / scale, which is not the half-pixel
centre: the picture moves down and to the right, by half a pixel along an axis that does not grow.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.scaling.taps import Taps, replicated
from core.scaling.vips_kernels import WEIGHT_BITS, Values, enlarging_weights, fixed_point, phase

RGB = NDArray[np.uint8]
Ints = NDArray[np.int64]
Scales = tuple[float, float]
"""(vertical, horizontal): target over source length."""

ENLARGING = " enlarging"
"""Ending of an algorithm id for the matrices of a pipeline that enlarges an axis."""
_HALF = 1 << (WEIGHT_BITS - 1)


@dataclass(frozen=True)
class Places:
    """Where outputs lie in the source: `at` in pixels, all above 0, `margin` pixels before its edge."""

    at: Values
    margin: int

    @property
    def base(self) -> Ints:
        """The source pixel before each output; those outside the image stand for the edge pixel."""
        return np.asarray(self.at.astype(np.int64) - self.margin, np.int64)

    def after(self, pixels: int) -> "Places":
        """The same places in a source whose first `pixels` are left out."""
        return replace(self, margin=self.margin + pixels)


def margin(algorithm: str) -> int:
    """Pixels that `vips_affine` adds before the edge: what the interpolator looks back, and one more."""
    return 1 if algorithm in ("nearest", "bilinear") else 2


def shift(algorithm: str) -> float:
    """What is subtracted from x / scale, in pixels."""
    return 0.0 if algorithm == "nearest" else 0.5


def row_places(algorithm: str, outputs: Ints, scales: Scales) -> Places:
    """Places of the rows `outputs`."""
    added = margin(algorithm)
    if _repeats(algorithm, scales):
        return Places(np.asarray(outputs / scales[0] + added, np.float64), added)
    at = row_step(scales) * outputs.astype(np.float64) - shift(algorithm) + added
    return Places(at, added)


def row_step(scales: Scales) -> float:
    """Source rows per output row: the inverse matrix as the library computes it (transform.c)."""
    down, across = _growth(scales)
    return 1.0 / (across * down) * across


def _growth(scales: Scales) -> Scales:
    """1.0 where the axis does not grow."""
    return max(scales[0], 1.0), max(scales[1], 1.0)


def column_places(algorithm: str, target_length: int, scales: Scales, tile: int | None) -> Places:
    """Places of all columns, added up from the first one of each `tile` on; None: of the image."""
    added = margin(algorithm)
    if _repeats(algorithm, scales):
        return Places(np.arange(target_length) / scales[1] + added, added)
    down, across = _growth(scales)
    step = 1.0 / (across * down) * down
    tiles = []
    for start in range(0, target_length, tile or target_length):
        steps = np.full(min(tile or target_length, target_length - start), step)
        steps[0] = step * start - shift(algorithm) + added
        tiles.append(np.cumsum(steps))
    return Places(np.concatenate(tiles), added)


def _repeats(algorithm: str, scales: Scales) -> bool:
    """Whether nearest enlarges by whole factors, which `vips_zoom` does without adding up positions."""
    return algorithm == "nearest" and all(scale.is_integer() for scale in scales)


def interpolator(algorithm: str, places: Places) -> tuple[Ints, NDArray[np.int32]]:
    """Source pixels of one axis and their weights in units of 2⁻¹², both (outputs, taps).

    Pixels outside the image stand for the edge pixel.
    """
    if algorithm == "nearest":
        return places.base[:, None], np.full((len(places.at), 1), 1 << WEIGHT_BITS, np.int32)
    if algorithm == "bilinear":
        second = fixed_point(places.at - np.floor(places.at))
        weights = np.stack([(1 << WEIGHT_BITS) - second, second], axis=1)
        return places.base[:, None] + np.arange(2), weights
    return places.base[:, None] + np.arange(-1, 3), enlarging_weights()[phase(places.at)]


def taps(algorithm: str, source_length: int, target_length: int) -> Taps:
    """Taps of one axis, `target_length` ≥ `source_length`, by the formula alone.

    The library's positions also carry the last digit of the other axis' factor; `enlarged` does.
    """
    places = row_places(algorithm, np.arange(target_length), (target_length / source_length, 1.0))
    indices, weights = interpolator(algorithm, places)
    return replicated(indices, weights / (1 << WEIGHT_BITS), source_length)


def enlarged(algorithm: str, image: RGB, rows: Places, columns: Places) -> RGB:
    """Outputs at `rows` and `columns` of `image` (H, W[, C]), bit-exact to `vips_affine`."""
    down, down_weights = interpolator(algorithm, rows)
    across, across_weights = interpolator(algorithm, columns)
    down = np.clip(down, 0, image.shape[0] - 1)
    across = np.clip(across, 0, image.shape[1] - 1)
    if algorithm == "nearest":
        return np.asarray(image[down[:, 0]][:, across[:, 0]], np.uint8)
    if algorithm == "bilinear":
        return _bilinear(image, down, down_weights[:, 1], across, across_weights[:, 1])
    wide = _mixed(np.swapaxes(image, 0, 1), across, across_weights)
    total = _mixed(np.swapaxes(wide, 0, 1), down, down_weights)
    return np.clip(total, 0, 255).astype(np.uint8)


def _mixed(image: NDArray[Any], indices: Ints, weights: NDArray[np.int32]) -> NDArray[np.int32]:
    """Rows mixed and rounded, not clipped: bicubic keeps its overshoot between the axes."""
    shape = (-1,) + (1,) * (image.ndim - 1)
    total = np.zeros((len(indices), *image.shape[1:]), np.int32)
    for tap in range(indices.shape[1]):
        total += weights[:, tap].reshape(shape) * image[indices[:, tap]]
    return np.asarray((total + _HALF) >> WEIGHT_BITS, np.int32)


def _bilinear(image: RGB, down: Ints, y: NDArray[np.int32], across: Ints, x: NDArray[np.int32]) -> RGB:
    """Both axes at once by the four products of their weights (interpolate.c)."""
    both = (y[:, None] * x) >> WEIGHT_BITS
    right = (((1 << WEIGHT_BITS) - y)[:, None] * x) >> WEIGHT_BITS
    below = y[:, None] - both
    above = (1 << WEIGHT_BITS) - y[:, None] - right
    total = np.full((len(down), len(across), *image.shape[2:]), _HALF, np.int32)
    corners = [(above, 0, 0), (right, 0, 1), (below, 1, 0), (both, 1, 1)]
    for weights, row, column in corners:
        pixels = image[down[:, row]][:, across[:, column]]
        total += weights.reshape(weights.shape + (1,) * (image.ndim - 2)) * pixels
    return (total >> WEIGHT_BITS).astype(np.uint8)
