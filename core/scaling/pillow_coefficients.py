"""Coefficients of Pillow's `Image.resize` (src/libImaging/Resample.c), checked against real calls.

The kernel widens with the ratio (antialiasing); weights are normalised and stored with 22 bits.
"""

import numpy as np

from core.scaling import kernels
from core.scaling.kernels import Values
from core.scaling.taps import Taps, single_taps

PRECISION_BITS = 22
_SUPPORT = {"area": 0.5, "bilinear": 1.0, "bicubic": 2.0, "lanczos": 3.0}


def taps(algorithm: str, source_length: int, target_length: int) -> Taps:
    """Taps of one axis for an algorithm id of the catalogue."""
    if algorithm == "nearest":
        return _nearest(source_length, target_length)
    ratio = source_length / target_length
    stretch = max(ratio, 1.0)
    support = _SUPPORT[algorithm] * stretch
    centre = (np.arange(target_length)[:, None] + 0.5) * ratio
    first = np.maximum(np.trunc(centre - support + 0.5), 0).astype(np.int64)
    last = np.minimum(np.trunc(centre + support + 0.5), source_length).astype(np.int64)
    indices = first + np.arange(int(np.ceil(support)) * 2 + 1)
    weights = _kernel(algorithm, (indices - centre + 0.5) / stretch)
    weights = np.where(indices < last, weights, 0.0)
    weights /= weights.sum(axis=1, keepdims=True)
    return Taps(np.minimum(indices, source_length - 1), _fixed_point(weights))


def _kernel(algorithm: str, x: Values) -> Values:
    if algorithm == "area":
        return kernels.box(x)
    if algorithm == "bilinear":
        return kernels.triangle(x)
    if algorithm == "bicubic":
        return kernels.cubic(x, -0.5)
    return kernels.lanczos(x, 3)


def _fixed_point(weights: Values) -> Values:
    """Multiples of 2⁻²², rounded half away from zero as the library does."""
    scaled = weights * (1 << PRECISION_BITS)
    return np.trunc(scaled + np.where(scaled < 0, -0.5, 0.5)) / (1 << PRECISION_BITS)


def _nearest(source_length: int, target_length: int) -> Taps:
    """The library adds the ratio in double precision from pixel to pixel; so do we, error and all."""
    ratio = source_length / target_length
    steps = np.full(target_length, ratio)
    steps[0] = ratio * 0.5
    return single_taps(np.cumsum(steps).astype(np.int64), source_length)
