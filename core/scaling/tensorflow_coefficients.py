"""Coefficients of `tf.image.resize` (TensorFlow 2, antialias=False), checked against real calls.

Half-pixel centres in float32; edges renormalise, except bilinear, which clamps. Kernels of the ops
ResizeNearestNeighbor, ResizeBilinear, ResizeBicubic, ResizeArea and ScaleAndTranslate (Lanczos).
"""

import numpy as np

from core.scaling import kernels
from core.scaling.kernels import Values
from core.scaling.taps import Taps, covered, renormalised, replicated, single_taps

_BICUBIC_TABLE_SIZE = 1024


def taps(algorithm: str, source_length: int, target_length: int) -> Taps:
    """Taps of one axis for an algorithm id of the catalogue."""
    if algorithm == "area":
        return covered(source_length, target_length)
    ratio = np.float32(source_length / target_length)
    place = np.arange(target_length, dtype=np.float32) + np.float32(0.5)
    if algorithm == "nearest":
        return single_taps(np.floor(place * ratio).astype(np.int64), source_length)
    centre = np.asarray(place * ratio - np.float32(0.5), np.float64)
    if algorithm == "bilinear":
        return _bilinear(centre, source_length)
    if algorithm == "bicubic":
        return _bicubic(centre, source_length)
    return _lanczos(centre, source_length)


def _bilinear(centre: Values, source_length: int) -> Taps:
    base = np.floor(centre)
    phase = (centre - base)[:, None]
    indices = base.astype(np.int64)[:, None] + np.arange(2)
    return replicated(indices, np.concatenate([1.0 - phase, phase], axis=1), source_length)


def _bicubic(centre: Values, source_length: int) -> Taps:
    """a = −0.5; the phase is rounded to one of 1024 table entries."""
    base = np.floor(centre)
    phase = np.rint((centre - base) * _BICUBIC_TABLE_SIZE) / _BICUBIC_TABLE_SIZE
    offsets = np.arange(-1, 3)
    weights = kernels.cubic(offsets - phase[:, None], -0.5)
    return renormalised(base.astype(np.int64)[:, None] + offsets, weights, source_length)


def _lanczos(centre: Values, source_length: int) -> Taps:
    base = np.floor(centre)
    offsets = np.arange(-2, 4)
    weights = kernels.lanczos(offsets - (centre - base)[:, None], 3)
    return renormalised(base.astype(np.int64)[:, None] + offsets, weights, source_length)
