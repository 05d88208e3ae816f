"""OpenCV's integer arithmetic on uint8, bit-exact to the real calls (modules/imgproc/src/resize.cpp)."""

import numpy as np
from numpy.typing import NDArray

from core.scaling import opencv_coefficients
from core.scaling.taps import Taps

RGB = NDArray[np.uint8]
Ints = NDArray[np.int32]


def bilinear(image: RGB, target_shape: tuple[int, int]) -> RGB:
    """`cv2.resize(…, INTER_LINEAR)` on uint8, bit-exact."""
    height, width = image.shape[:2]
    if (height, width) == (2 * target_shape[0], 2 * target_shape[1]):
        return halved(image)
    rows = opencv_coefficients.bilinear_rows(height, target_shape[0])
    return interpolated(image, rows, opencv_coefficients.bilinear(width, target_shape[1]))


def interpolated(image: RGB, rows: Taps, columns: Taps) -> RGB:
    """Two 11-bit taps across, then two down, truncated on the way (HResizeLinear, VResizeLinear)."""
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


def bilinear_exact(image: RGB, target_shape: tuple[int, int]) -> RGB:
    """`cv2.resize(…, INTER_LINEAR_EXACT)` on uint8, bit-exact: 8-bit weights, one rounding at the end."""
    rows = opencv_coefficients.bilinear_exact(image.shape[0], target_shape[0])
    columns = opencv_coefficients.bilinear_exact(image.shape[1], target_shape[1])
    across, down = _integers(columns.weights, 256), _integers(rows.weights, 256)
    across = across.reshape(across.shape + (1,) * (image.ndim - 2))
    down = down.reshape(down.shape + (1,) * (image.ndim - 1))
    total: Ints = np.zeros((1,), np.int32)
    for tap in range(2):
        band = image[rows.indices[:, tap]]
        mixed = sum(band[:, columns.indices[:, side]] * across[:, side] for side in range(2))
        total = total + mixed * down[:, tap]
    return np.asarray((total + (1 << 15)) >> 16, np.uint8)
