"""How alike two versions of an image are: mean squared error, structural similarity, blocks of them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.arrays import RGB

Plane = NDArray[np.float32]

HIGHEST_DB = 60.0
"""PSNR given where next to nothing differs."""
_SIDE = (7, 7)
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
"""Stabilisers of SSIM (Wang et al. 2004) for a range of 255."""


def luminance(image: RGB | Plane) -> Plane:
    """Luminance (H, W) float32 of (H, W, 3) in 0..255 (BT.601, as OpenCV weighs it)."""
    return np.asarray(cv2.cvtColor(image.astype(np.float32), cv2.COLOR_RGB2GRAY), np.float32)


def mean_squared_error(a: RGB | Plane, b: RGB | Plane) -> float:
    """Mean squared difference, grey levels²; shapes must agree."""
    difference = a.astype(np.float32) - b.astype(np.float32)
    return float(np.square(difference).mean())


def similarity(a: Plane, b: Plane) -> float:
    """Mean SSIM of two planes (H, W) in 0..255 over 7×7 windows (Wang et al. 2004, Eq. 13)."""
    mean_a, mean_b = _mean(a), _mean(b)
    variance = _mean(a * a) - mean_a**2 + _mean(b * b) - mean_b**2
    covariance = _mean(a * b) - mean_a * mean_b
    shade = (2 * mean_a * mean_b + _C1) / (mean_a**2 + mean_b**2 + _C1)
    return float((shade * (2 * covariance + _C2) / (variance + _C2)).mean())


def psnr_of(error: float) -> float:
    """PSNR in dB of a mean squared error, at most `HIGHEST_DB`."""
    return min(HIGHEST_DB, 10 * float(np.log10(255**2 / max(error, 1e-9))))


def cosine(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Cosine of the angle between two vectors, 0..1 where nothing is negative; 1 where one is zero."""
    lengths = float(np.linalg.norm(a) * np.linalg.norm(b))
    return 1.0 if lengths == 0 else float(np.dot(a, b)) / lengths


def _mean(plane: Plane) -> Plane:
    return np.asarray(cv2.blur(plane, _SIDE, borderType=cv2.BORDER_REFLECT), np.float32)
