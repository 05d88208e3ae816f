"""Coefficients of one axis: which source pixels an output pixel mixes, and how.

A row of the matrix belongs to one output pixel. Pipelines are separable, so two such matrices describe
the whole image: D ≈ L · A · R (seed paper, Eq. 2) with L the vertical and Rᵀ the horizontal one.
"""

from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from core.scaling import opencv_coefficients, pillow_coefficients, tensorflow_coefficients
from core.scaling.taps import Taps

Matrix: TypeAlias = csr_array

_BUILDERS = {
    "opencv": opencv_coefficients.taps,
    "pillow": pillow_coefficients.taps,
    "tensorflow": tensorflow_coefficients.taps,
}


def as_matrix(taps: Taps, source_length: int) -> Matrix:
    """Sparse (outputs, source_length) float64 matrix; weights that meet at an edge pixel are added."""
    outputs, width = taps.indices.shape
    rows = np.repeat(np.arange(outputs), width)
    entries = (taps.weights.ravel(), (rows, taps.indices.ravel()))
    matrix = csr_array(coo_array(entries, shape=(outputs, source_length)))
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    return matrix


@lru_cache(maxsize=256)
def axis_matrix(library: str, algorithm: str, source_length: int, target_length: int) -> Matrix:
    """Coefficient matrix (target_length, source_length) of one axis, from the library's formula."""
    return as_matrix(_BUILDERS[library](algorithm, source_length, target_length), source_length)


def column_weight(matrix: Matrix) -> NDArray[np.float64]:
    """Σ |weight| per source pixel, shape (source_length,): its influence on the output."""
    return np.asarray(abs(matrix).sum(axis=0), dtype=np.float64).ravel()
