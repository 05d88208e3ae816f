"""Pillow's integer arithmetic on uint8, bit-exact to the real calls (Resample.c, Reduce.c)."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from core.scaling import pillow_coefficients

RGB = NDArray[np.uint8]


def two_pass(image: RGB, left: csr_array, right: csr_array) -> RGB:
    """Pillow's two passes with a clip to 8 bits between them; bit-exact (Resample.c).

    `left` (h', h) and `right` (w, w') hold 22-bit fixed-point weights.
    """
    rows, columns = left, right.T.tocsr()
    if vertical_first((left.shape[1], right.shape[0]), (left.shape[0], right.shape[1])):
        return _across(_fixed_point_pass(image, rows), columns)
    return _fixed_point_pass(_across(image, columns), rows)


def vertical_first(source_shape: tuple[int, int], target_shape: tuple[int, int]) -> bool:
    """Whether Pillow 13 scales vertically first: when more than twice as many rows as columns go.

    Measured on 780 size combinations.
    """
    rows_removed, columns_removed = (n - m for n, m in zip(source_shape, target_shape, strict=True))
    return rows_removed > max(0, 2 * columns_removed)


def _across(image: RGB, matrix: csr_array) -> RGB:
    return np.swapaxes(_fixed_point_pass(np.swapaxes(image, 0, 1), matrix), 0, 1)


def _fixed_point_pass(image: RGB, matrix: csr_array) -> RGB:
    bits = pillow_coefficients.PRECISION_BITS
    weights = (matrix * (1 << bits)).astype(np.int32)
    total = weights @ image.reshape(image.shape[0], -1).astype(np.int32)
    rounded = np.clip((total + (1 << (bits - 1))) >> bits, 0, 255).astype(np.uint8)
    return np.asarray(rounded.reshape(matrix.shape[0], *image.shape[1:]), np.uint8)


def with_gap(image: RGB, algorithm: str, target_shape: tuple[int, int]) -> RGB:
    """Pillow's `resize(…, reducing_gap=2.0)`, bit-exact: `reduce`, then the two passes."""
    shape = image.shape[:2]
    factors = tuple(pillow_coefficients.reduction(n, m) for n, m in zip(shape, target_shape, strict=True))
    reduced = _reduced(image, factors[0], factors[1]) if max(factors) > 1 else image
    steps = [
        pillow_coefficients.gap_matrices(algorithm, n, m)[1] for n, m in zip(shape, target_shape, strict=True)
    ]
    return two_pass(reduced, steps[0], steps[1].T.tocsr())


def _reduced(image: RGB, down: int, right: int) -> RGB:
    """`Image.reduce`: block means by a 24-bit reciprocal (Reduce.c)."""
    sums = np.add.reduceat(image, np.arange(0, image.shape[0], down), axis=0, dtype=np.int64)
    sums = np.add.reduceat(sums, np.arange(0, image.shape[1], right), axis=1)
    count = np.outer(_block_sizes(image.shape[0], down), _block_sizes(image.shape[1], right))
    count = count.reshape(count.shape + (1,) * (image.ndim - 2))
    return np.asarray(((sums + count // 2) * ((1 << 24) // count)) >> 24, np.uint8)


def _block_sizes(length: int, factor: int) -> NDArray[np.int64]:
    starts = np.arange(0, length, factor)
    return np.minimum(starts + factor, length) - starts
