"""Coefficients of one axis: which source pixels an output pixel mixes, and how.

A row of the matrix belongs to one output pixel. Pipelines are separable, so two such matrices describe
the whole image: D ≈ L · A · R (seed paper, Eq. 2) with L the vertical and Rᵀ the horizontal one.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from core.scaling import (
    opencv_area,
    opencv_coefficients,
    pillow_coefficients,
    skimage_coefficients,
    tensorflow_coefficients,
    torch_coefficients,
    vips_coefficients,
)
from core.scaling.taps import Taps, accumulated, as_matrix

Matrix: TypeAlias = csr_array
Builder: TypeAlias = Callable[[str, int, int], Matrix]


def _from_taps(build: Callable[[str, int, int], Taps]) -> Builder:
    def matrix(algorithm: str, source_length: int, target_length: int) -> Matrix:
        return as_matrix(build(algorithm, source_length, target_length), source_length)

    return matrix


def _opencv_taps(algorithm: str, source_length: int, target_length: int) -> Taps:
    if algorithm == "area":
        return opencv_area.taps(source_length, target_length)
    if algorithm == "area enlarging":
        return opencv_area.enlarging(source_length, target_length)
    return opencv_coefficients.taps(algorithm, source_length, target_length)


def _keras_taps(algorithm: str, source_length: int, target_length: int) -> Taps:
    """Keras calls TensorFlow in its layer and Pillow in its loader."""
    if algorithm == "load_img":
        return accumulated(source_length, target_length)
    return tensorflow_coefficients.taps("bilinear", source_length, target_length)


_BUILDERS: dict[str, Builder] = {
    "opencv": _from_taps(_opencv_taps),
    "pillow": pillow_coefficients.matrix,
    "tensorflow": _from_taps(tensorflow_coefficients.taps),
    "tensorflow1": _from_taps(tensorflow_coefficients.legacy_taps),
    "keras": _from_taps(_keras_taps),
    "skimage": skimage_coefficients.matrix,
    "torch": _from_taps(torch_coefficients.taps),
    "vips": vips_coefficients.matrix,
}


@lru_cache(maxsize=256)
def axis_matrix(library: str, algorithm: str, source_length: int, target_length: int) -> Matrix:
    """Coefficient matrix (target_length, source_length) of one axis, from the library's formula."""
    return _BUILDERS[library](algorithm, source_length, target_length)


def column_weight(matrix: Matrix) -> NDArray[np.float64]:
    """Σ |weight| per source pixel, shape (source_length,): its influence on the output."""
    return np.asarray(abs(matrix).sum(axis=0), dtype=np.float64).ravel()
