"""Models of the libraries' uint8 outputs, rounding included: what `apply` computes.

Where a library computes in integers, so do we: OpenCV bilinear and all of Pillow are then bit-exact.
"""

import numpy as np
from numpy.typing import NDArray

from core.scaling import opencv_coefficients, pillow_coefficients
from core.scaling.coefficients import Matrix
from core.scaling.taps import Taps

RGB = NDArray[np.uint8]
Ints = NDArray[np.int32]


def opencv_bilinear(image: RGB, target_shape: tuple[int, int]) -> RGB:
    """`cv2.resize(…, INTER_LINEAR)` on uint8, bit-exact (resize.cpp: HResizeLinear, VResizeLinear)."""
    height, width = image.shape[:2]
    if (height, width) == (2 * target_shape[0], 2 * target_shape[1]):
        return halved(image)
    rows = opencv_coefficients.bilinear(height, target_shape[0])
    columns = opencv_coefficients.bilinear(width, target_shape[1])
    mixed = [_mix_columns(image[rows.indices[:, tap]], columns) for tap in range(2)]
    weights = _integers(rows.weights, opencv_coefficients.COEFFICIENT_SCALE)
    weights = weights.reshape(weights.shape + (1,) * (image.ndim - 1))
    terms = [(weights[:, tap] * (mixed[tap] >> 4)) >> 16 for tap in range(2)]
    return np.asarray(np.clip((terms[0] + terms[1] + 2) >> 2, 0, 255), np.uint8)


def _mix_columns(rows: RGB, columns: Taps) -> Ints:
    weights = _integers(columns.weights, opencv_coefficients.COEFFICIENT_SCALE)
    weights = weights.reshape(weights.shape + (1,) * (rows.ndim - 2))
    parts = [rows[:, columns.indices[:, tap]] * weights[:, tap] for tap in range(2)]
    return np.asarray(parts[0] + parts[1], np.int32)


def _integers(weights: NDArray[np.float64], scale: int) -> Ints:
    return np.rint(weights * scale).astype(np.int32)


def halved(image: RGB) -> RGB:
    """Exact 2:1 shrinking takes the area path: (a + b + c + d + 2) >> 2."""
    wide = image.astype(np.int32)
    total = wide[0::2, 0::2] + wide[1::2, 0::2] + wide[0::2, 1::2] + wide[1::2, 1::2]
    return ((total + 2) >> 2).astype(np.uint8)


def pillow_two_pass(image: RGB, left: Matrix, right: Matrix) -> RGB:
    """Pillow's two passes with a clip to 8 bits between them; bit-exact (Resample.c).

    `left` (h', h) and `right` (w, w') hold 22-bit fixed-point weights. Pillow 13 scales vertically first
    when that removes more than twice as many rows as columns go; measured on 780 size combinations.
    """
    rows, columns = left, right.T.tocsr()
    rows_removed, columns_removed = left.shape[1] - left.shape[0], right.shape[0] - right.shape[1]
    if rows_removed > max(0, 2 * columns_removed):
        return _across(_fixed_point_pass(image, rows), columns)
    return _fixed_point_pass(_across(image, columns), rows)


def _across(image: RGB, matrix: Matrix) -> RGB:
    return np.swapaxes(_fixed_point_pass(np.swapaxes(image, 0, 1), matrix), 0, 1)


def _fixed_point_pass(image: RGB, matrix: Matrix) -> RGB:
    bits = pillow_coefficients.PRECISION_BITS
    weights = (matrix * (1 << bits)).astype(np.int32)
    total = weights @ image.reshape(image.shape[0], -1).astype(np.int32)
    rounded = np.clip((total + (1 << (bits - 1))) >> bits, 0, 255).astype(np.uint8)
    return np.asarray(rounded.reshape(matrix.shape[0], *image.shape[1:]), np.uint8)
