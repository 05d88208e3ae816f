"""Coefficients of Pillow's `Image.resize` (src/libImaging/Resample.c), checked against real calls.

The kernel widens with the ratio (antialiasing); weights are normalised and stored with 22 bits.
"""

import numpy as np
from scipy.sparse import csr_array

from core.scaling import kernels
from core.scaling.kernels import Values
from core.scaling.taps import Taps, accumulated, as_matrix

PRECISION_BITS = 22
REDUCING_GAP = 2.0
"""The gap `Image.thumbnail` uses."""
GAP_SUFFIX = "-gap"
_SUPPORT = {"area": 0.5, "bilinear": 1.0, "hamming": 1.0, "bicubic": 2.0, "lanczos": 3.0}


def matrix(algorithm: str, source_length: int, target_length: int) -> csr_array:
    """Matrix (target_length, source_length) of one axis for an algorithm id of the catalogue."""
    if algorithm.endswith(GAP_SUFFIX):
        reduce_blocks, filter_rest = gap_matrices(algorithm, source_length, target_length)
        return csr_array(filter_rest @ reduce_blocks)
    return as_matrix(taps(algorithm, source_length, target_length), source_length)


def gap_matrices(algorithm: str, source_length: int, target_length: int) -> tuple[csr_array, csr_array]:
    """The two steps of a `-gap` algorithm: averaging blocks, and the filter over what that leaves."""
    factor = reduction(source_length, target_length)
    blocks = as_matrix(block_taps(source_length, factor), source_length)
    left = blocks.shape[0]
    rest = filter_taps(algorithm.removesuffix(GAP_SUFFIX), left, target_length, source_length / factor)
    return blocks, as_matrix(rest, left)


def taps(algorithm: str, source_length: int, target_length: int) -> Taps:
    """Taps of one axis for an algorithm id of the catalogue, without reducing."""
    if algorithm == "nearest":
        return accumulated(source_length, target_length)
    return filter_taps(algorithm, source_length, target_length, float(source_length))


def filter_taps(algorithm: str, source_length: int, target_length: int, covered: float) -> Taps:
    """Taps of a filter that shrinks the first `covered` of `source_length` pixels (`resize(…, box=…)`)."""
    ratio = float(np.float32(covered)) / target_length
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
    if algorithm == "hamming":
        return kernels.hamming(x)
    if algorithm == "bicubic":
        return kernels.cubic(x, -0.5)
    return kernels.lanczos(x, 3)


def _fixed_point(weights: Values) -> Values:
    """Multiples of 2⁻²², rounded half away from zero as the library does."""
    scaled = weights * (1 << PRECISION_BITS)
    return np.trunc(scaled + np.where(scaled < 0, -0.5, 0.5)) / (1 << PRECISION_BITS)


def reduction(source_length: int, target_length: int) -> int:
    """Factor by which `reducing_gap=2.0` first averages whole blocks; 1 where it does nothing (Image.py)."""
    return int(source_length / target_length / REDUCING_GAP) or 1


def block_taps(source_length: int, factor: int) -> Taps:
    """Mean of blocks of `factor` pixels, the last one of what is left (Reduce.c)."""
    outputs = -(-source_length // factor)
    indices = np.arange(outputs)[:, None] * factor + np.arange(factor)
    inside = indices < source_length
    weights = inside / inside.sum(axis=1, keepdims=True)
    return Taps(np.minimum(indices, source_length - 1), weights)
