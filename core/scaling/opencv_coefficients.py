"""Coefficients of `cv2.resize` (OpenCV 5, modules/imgproc/src/resize.cpp), checked against real calls.

Half-pixel centres except for nearest; no antialiasing except for area; edges replicate. Phases are
float32 and the uint8 kernels have 11-bit coefficients, as in the library.
"""

import numpy as np
from numpy.typing import NDArray

from core.scaling import kernels
from core.scaling.taps import Taps, accumulated, replicated, single_taps

COEFFICIENT_SCALE = 2048


def taps(algorithm: str, source_length: int, target_length: int) -> Taps:
    """Taps of one axis for an algorithm id of the catalogue; those of area are in `opencv_area`."""
    if algorithm == "nearest":
        return _nearest(source_length, target_length)
    if algorithm == "bilinear":
        return bilinear(source_length, target_length)
    if algorithm == "nearest_exact":
        return accumulated(source_length, target_length)
    if algorithm == "bilinear_exact":
        return bilinear_exact(source_length, target_length)
    base, phase = _phases(source_length, target_length)
    if algorithm == "bicubic":
        return _bicubic(base, phase, source_length)
    return _lanczos(base, phase, source_length)


def bilinear(source_length: int, target_length: int) -> Taps:
    """Two taps whose weights are multiples of 1/2048 (INTER_RESIZE_COEF_BITS = 11)."""
    base, phase = _phases(source_length, target_length)
    phase = np.where((base < 0) | (base >= source_length - 1), 0.0, phase)
    return _two_taps(base, phase, source_length)


def bilinear_rows(source_length: int, target_length: int) -> Taps:
    """The same down the rows, where the library splits an edge row's weight in two instead of moving it.

    The sum is the same; only the integer model's two truncations tell.
    """
    base, phase = _phases(source_length, target_length)
    return _two_taps(base, phase, source_length)


def _two_taps(base: NDArray[np.int64], phase: NDArray[np.float64], source_length: int) -> Taps:
    indices = np.clip(base[:, None] + np.arange(2), 0, source_length - 1)
    return Taps(indices, np.stack([_eleven_bit(1.0 - phase), _eleven_bit(phase)], axis=1))


def _phases(source_length: int, target_length: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """floor and fraction of g(p) = (p + 0.5) · β − 0.5, computed in float32 as the library does."""
    ratio = 1.0 / (target_length / source_length)
    centre = ((np.arange(target_length) + 0.5) * ratio - 0.5).astype(np.float32)
    base = np.floor(centre)
    return base.astype(np.int64), (centre - base).astype(np.float64)


def _eleven_bit(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.rint(weights.astype(np.float32) * COEFFICIENT_SCALE) / COEFFICIENT_SCALE, np.float64)


def _nearest(source_length: int, target_length: int) -> Taps:
    """floor(i · β): no half-pixel centre."""
    ratio = 1.0 / (target_length / source_length)
    return single_taps(np.floor(np.arange(target_length) * ratio).astype(np.int64), source_length)


def bilinear_exact(source_length: int, target_length: int) -> Taps:
    """Two taps whose weights are multiples of 1/256, phases in double (INTER_LINEAR_EXACT)."""
    centre = (np.arange(target_length) + 0.5) * (source_length / target_length) - 0.5
    base = np.floor(centre)
    phase = np.where((base < 0) | (base >= source_length - 1), 0.0, np.rint((centre - base) * 256) / 256)
    indices = np.clip(base.astype(np.int64)[:, None] + np.arange(2), 0, source_length - 1)
    return Taps(indices, np.stack([1.0 - phase, phase], axis=1))


def _bicubic(base: NDArray[np.int64], phase: NDArray[np.float64], source_length: int) -> Taps:
    offsets = np.arange(-1, 3)
    weights = kernels.cubic(offsets - phase[:, None], -0.75)
    return replicated(base[:, None] + offsets, weights, source_length)


def _lanczos(base: NDArray[np.int64], phase: NDArray[np.float64], source_length: int) -> Taps:
    """Eight taps, normalised, 11-bit (INTER_LANCZOS4)."""
    offsets = np.arange(-3, 5)
    weights = kernels.lanczos(offsets - phase[:, None], 4)
    weights /= weights.sum(axis=1, keepdims=True)
    return replicated(base[:, None] + offsets, _eleven_bit(weights), source_length)
