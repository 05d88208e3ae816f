"""How like two images are: PSNR and SSIM."""

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import ImageTooSmallError

SSIM_WINDOW = 7
"""Side of the uniform window in pixels; shrinks to the image where that is smaller."""

_PEAK = 255.0
_K1, _K2 = 0.01, 0.03


def psnr(a: NDArray[Any], b: NDArray[Any]) -> float:
    """Peak signal-to-noise ratio in dB of two images on a 0..255 scale; `inf` when they are equal.

    10·log₁₀(255² / mean squared error over all pixels and channels), as
    `skimage.metrics.peak_signal_noise_ratio(data_range=255)`. Raises `ValueError` when the shapes differ.
    """
    _check_shapes(a, b)
    error = float(np.mean(np.square(np.subtract(a, b, dtype=np.float64))))
    return math.inf if error == 0 else 10 * math.log10(_PEAK**2 / error)


def ssim(a: NDArray[Any], b: NDArray[Any]) -> float:
    """Structural similarity, -1..1, of two (H, W) or (H, W, C) images on a 0..255 scale.

    Wang et al. 2004 with a uniform window and sample covariances, averaged over channels and over
    the pixels whose window lies inside the image: the value of
    `skimage.metrics.structural_similarity(data_range=255)`, five times faster. Raises `ValueError`
    when the shapes differ, `ImageTooSmallError` under 3 pixels per side.
    """
    _check_shapes(a, b)
    window = _window_side(a)
    pad = (window - 1) // 2
    inside = ssim_map(a, b, window)[pad : a.shape[0] - pad, pad : a.shape[1] - pad]
    return float(inside.mean(dtype=np.float64))


def ssim_map(a: NDArray[Any], b: NDArray[Any], window: int = SSIM_WINDOW) -> NDArray[np.float64]:
    """SSIM at every pixel, same shape as the inputs; within `window // 2` of the border windows are
    completed by reflection."""
    x, y = np.asarray(a, np.float64), np.asarray(b, np.float64)
    mean_x, mean_y = _box(x, window), _box(y, window)
    unbiased = window**2 / (window**2 - 1)
    var_x = unbiased * (_box(x * x, window) - mean_x * mean_x)
    var_y = unbiased * (_box(y * y, window) - mean_y * mean_y)
    covariance = unbiased * (_box(x * y, window) - mean_x * mean_y)
    c1, c2 = (_K1 * _PEAK) ** 2, (_K2 * _PEAK) ** 2
    above = (2 * mean_x * mean_y + c1) * (2 * covariance + c2)
    below = (mean_x * mean_x + mean_y * mean_y + c1) * (var_x + var_y + c2)
    return np.asarray(above / below, np.float64)


def _box(x: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    mean = cv2.boxFilter(x, cv2.CV_64F, (window, window), borderType=cv2.BORDER_REFLECT)
    return np.asarray(mean, np.float64).reshape(x.shape)


def _window_side(image: NDArray[Any]) -> int:
    side = int(min(image.shape[:2]))
    if side < 3:
        raise ImageTooSmallError("The images have under 3 pixels per side, too few to compare structure.")
    return min(SSIM_WINDOW, side - 1 + side % 2)


def _check_shapes(a: NDArray[Any], b: NDArray[Any]) -> None:
    if a.shape != b.shape:
        raise ValueError(f"the images differ in shape: {a.shape} and {b.shape}")
