"""The taps of one axis: for each output pixel the source pixels it reads and their weights."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array


@dataclass(frozen=True)
class Taps:
    """`indices` int64 and `weights` float64, both (outputs, taps); unused taps have weight 0."""

    indices: NDArray[np.int64]
    weights: NDArray[np.float64]


def single_taps(indices: NDArray[np.int64], source_length: int) -> Taps:
    """One source pixel per output pixel, clamped to the image: nearest neighbour."""
    clamped = np.clip(indices, 0, source_length - 1)[:, None]
    return Taps(clamped, np.ones(clamped.shape))


def accumulated(source_length: int, target_length: int) -> Taps:
    """⌊(i + 0.5) · β⌋, β added from pixel to pixel in double precision, error and all.

    Pillow's NEAREST (Geometry.c) and OpenCV 5's INTER_NEAREST_EXACT do so.
    """
    ratio = source_length / target_length
    steps = np.full(target_length, ratio)
    steps[0] = ratio * 0.5
    return single_taps(np.cumsum(steps).astype(np.int64), source_length)


def replicated(indices: NDArray[np.int64], weights: NDArray[np.float64], source_length: int) -> Taps:
    """Taps outside the image read the edge pixel."""
    return Taps(np.clip(indices, 0, source_length - 1), weights)


def renormalised(indices: NDArray[np.int64], weights: NDArray[np.float64], source_length: int) -> Taps:
    """Taps outside the image are dropped and the remaining weights divided by their sum."""
    inside = (indices >= 0) & (indices < source_length)
    kept = np.where(inside, weights, 0.0)
    return Taps(np.clip(indices, 0, source_length - 1), kept / kept.sum(axis=1, keepdims=True))


def covered(source_length: int, target_length: int) -> Taps:
    """Area scaling: the share of each source pixel that lies under the output pixel.

    Output i covers [iβ, (i+1)β) with β = source / target (TensorFlow ResizeArea).
    """
    ratio = source_length / target_length
    start = np.arange(target_length)[:, None] * ratio
    stop = np.minimum(start + ratio, source_length)
    first = np.floor(start + 1e-9).astype(np.int64)
    indices = first + np.arange(int(np.ceil(ratio)) + 1)
    overlap = np.minimum(indices + 1, stop) - np.maximum(indices, start)
    return renormalised(indices, np.where(overlap > 1e-7, overlap, 0.0), source_length)


def as_matrix(taps: Taps, source_length: int) -> csr_array:
    """Sparse (outputs, source_length) float64 matrix; weights that meet at an edge pixel are added."""
    outputs, width = taps.indices.shape
    rows = np.repeat(np.arange(outputs), width)
    entries = (taps.weights.ravel(), (rows, taps.indices.ravel()))
    matrix = csr_array(coo_array(entries, shape=(outputs, source_length)))
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    return matrix
