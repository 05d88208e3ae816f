"""Coefficients of `tf.image.resize`, TensorFlow 2 and its v1 API, checked against real calls.

Version 2: half-pixel centres in float32; edges renormalise, except bilinear, which clamps. Version 1
(`tf.compat.v1.image.resize`, align_corners=False): g(p) = p · β, edges clamp. Kernels of the ops
ResizeNearestNeighbor, ResizeBilinear, ResizeBicubic, ResizeArea and ScaleAndTranslate.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from core.scaling import kernels
from core.scaling.kernels import Values
from core.scaling.taps import Taps, covered, renormalised, replicated, single_taps

_BICUBIC_TABLE_SIZE = 1024


@dataclass(frozen=True)
class _Sampler:
    """A kernel of ScaleAndTranslate: function and radius (sampling_kernels.h)."""

    kernel: Callable[[Values], Values]
    radius: float


_SAMPLERS = {
    "bilinear": _Sampler(kernels.triangle, 1.0),
    "bicubic": _Sampler(partial(kernels.cubic, a=-0.5), 2.0),
    "lanczos": _Sampler(partial(kernels.lanczos, lobes=3), 3.0),
    "lanczos5": _Sampler(partial(kernels.lanczos, lobes=5), 5.0),
    "gaussian": _Sampler(partial(kernels.gaussian, radius=1.5), 1.5),
    "mitchellcubic": _Sampler(kernels.mitchell, 2.0),
}


def taps(algorithm: str, source_length: int, target_length: int) -> Taps:
    """Version 2, for an algorithm id of the catalogue; the ending `-aa` is antialias=True."""
    method, _, antialias = algorithm.partition("-")
    if method == "area":
        return covered(source_length, target_length)
    ratio = np.float32(source_length / target_length)
    place = np.arange(target_length, dtype=np.float32) + np.float32(0.5)
    if method == "nearest":
        return single_taps(np.floor(place * ratio).astype(np.int64), source_length)
    if antialias or method not in ("bilinear", "bicubic"):
        inverse = np.float32(1) / (np.float32(target_length) / np.float32(source_length))
        stretch = max(inverse, np.float32(1)) if antialias else np.float32(1)
        return _spans(_SAMPLERS[method], place * inverse, source_length, stretch)
    centre = np.asarray(place * ratio - np.float32(0.5), np.float64)
    if method == "bilinear":
        return _bilinear(centre, source_length)
    indices, weights = _bicubic(centre, -0.5)
    return renormalised(indices, weights, source_length)


def legacy_taps(algorithm: str, source_length: int, target_length: int) -> Taps:
    """Version 1: no half-pixel centres, so an integer ratio reads one pixel whatever the kernel."""
    if algorithm == "area":
        return covered(source_length, target_length)
    ratio = np.float32(source_length / target_length)
    centre = np.asarray(np.arange(target_length, dtype=np.float32) * ratio, np.float64)
    if algorithm == "nearest":
        return single_taps(np.floor(centre).astype(np.int64), source_length)
    if algorithm == "bilinear":
        return _bilinear(centre, source_length)
    indices, weights = _bicubic(centre, -0.75)
    return replicated(indices, weights, source_length)


def _bilinear(centre: Values, source_length: int) -> Taps:
    base = np.floor(centre)
    phase = (centre - base)[:, None]
    indices = base.astype(np.int64)[:, None] + np.arange(2)
    return replicated(indices, np.concatenate([1.0 - phase, phase], axis=1), source_length)


def _bicubic(centre: Values, a: float) -> tuple[NDArray[np.int64], Values]:
    """Four taps; the phase is rounded to one of 1024 table entries."""
    base = np.floor(centre)
    phase = np.rint((centre - base) * _BICUBIC_TABLE_SIZE) / _BICUBIC_TABLE_SIZE
    offsets = np.arange(-1, 3)
    return base.astype(np.int64)[:, None] + offsets, kernels.cubic(offsets - phase[:, None], a)


def _spans(sampler: _Sampler, sample: NDArray[np.float32], source_length: int, stretch: np.float32) -> Taps:
    """ScaleAndTranslate: the kernel around `sample`, widened by `stretch`; float32 as in the library."""
    reach = np.float32(sampler.radius) * stretch
    first = np.ceil(sample - reach - np.float32(0.5)).astype(np.int64)
    last = np.floor(sample + reach - np.float32(0.5)).astype(np.int64)
    indices = first[:, None] + np.arange(int(np.ceil(reach)) * 2 + 1)
    distance = (indices.astype(np.float32) + np.float32(0.5) - sample[:, None]) * (np.float32(1) / stretch)
    weights = sampler.kernel(np.abs(distance.astype(np.float64)))
    return renormalised(indices, np.where(indices <= last[:, None], weights, 0.0), source_length)
