"""Coefficients of PyTorch's `interpolate` (aten/native/UpSample), checked against real calls.

Half-pixel centres and clamped edges without antialiasing; with it (`-aa`) the kernel widens with the ratio
and edges renormalise, as in Pillow. Everything in floats.
"""

import numpy as np

from core.scaling import kernels
from core.scaling.kernels import Values
from core.scaling.taps import Taps, renormalised, replicated, single_taps


def taps(algorithm: str, source_length: int, target_length: int) -> Taps:
    """Taps of one axis for an algorithm id of the catalogue."""
    ratio = np.float32(source_length) / np.float32(target_length)
    place = np.arange(target_length, dtype=np.float32)
    if algorithm == "nearest":
        return single_taps(np.floor(place * ratio).astype(np.int64), source_length)
    if algorithm == "nearest_exact":
        return single_taps(np.floor((place + np.float32(0.5)) * ratio).astype(np.int64), source_length)
    if algorithm == "area":
        return _adaptive_mean(source_length, target_length)
    if algorithm.endswith("-aa"):
        return _antialiased(algorithm.removesuffix("-aa"), source_length, target_length)
    centre = ratio * (place + np.float32(0.5)) - np.float32(0.5)
    if algorithm == "bilinear":
        return _bilinear(np.asarray(np.maximum(centre, 0), np.float64), source_length)
    return _bicubic(np.asarray(centre, np.float64), source_length)


def _bilinear(centre: Values, source_length: int) -> Taps:
    base = np.floor(centre)
    phase = (centre - base)[:, None]
    indices = base.astype(np.int64)[:, None] + np.arange(2)
    return replicated(indices, np.concatenate([1.0 - phase, phase], axis=1), source_length)


def _bicubic(centre: Values, source_length: int) -> Taps:
    base = np.floor(centre)
    offsets = np.arange(-1, 3)
    weights = kernels.cubic(offsets - (centre - base)[:, None], -0.75)
    return replicated(base.astype(np.int64)[:, None] + offsets, weights, source_length)


def _adaptive_mean(source_length: int, target_length: int) -> Taps:
    """Every pixel the output pixel touches, each with the same weight (adaptive_avg_pool)."""
    place = np.arange(target_length)
    start = place * source_length // target_length
    stop = -(-(place + 1) * source_length // target_length)
    indices = start[:, None] + np.arange(int((stop - start).max()))
    return renormalised(indices, (indices < stop[:, None]).astype(np.float64), source_length)


def _antialiased(algorithm: str, source_length: int, target_length: int) -> Taps:
    """Pillow's windows (UpSampleKernel.cpp: HelperInterpBase); bicubic with a = −0.5."""
    ratio = np.float32(source_length) / np.float32(target_length)
    stretch = max(ratio, np.float32(1))
    support = np.float32(1 if algorithm == "bilinear" else 2) * stretch
    centre = ratio * (np.arange(target_length, dtype=np.float32)[:, None] + np.float32(0.5))
    first = np.maximum(np.trunc(centre - support + np.float32(0.5)), 0).astype(np.int64)
    last = np.minimum(np.trunc(centre + support + np.float32(0.5)), source_length).astype(np.int64)
    indices = first + np.arange(int(np.ceil(support)) * 2 + 1)
    distance = (indices - centre + np.float32(0.5)).astype(np.float64) / stretch
    weights = kernels.triangle(distance) if algorithm == "bilinear" else kernels.cubic(distance, -0.5)
    return renormalised(indices, np.where(indices < last, weights, 0.0), source_length)
