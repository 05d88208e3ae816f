"""Down & up: a picture that survives neither way of scaling is not the picture one sees.

Xiao et al. 2019, §6, and Decamouflage (Kim et al. 2021), scaling method: scale the image to the target size
and back, and compare it with itself. An attack image turns into its hidden picture on the way.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from core.detection.suspicion import Suspicion
from core.progress import Progress

Plane = NDArray[np.float32]

_SIDE = (7, 7)
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
"""Stabilisers of SSIM (Wang et al. 2004) for a range of 255."""


def score(suspicion: Suspicion, progress: Progress) -> float:
    """Structural similarity −1..1 of the excerpt with itself scaled down and up; low is suspicious.

    Down by the suspected pipeline's model, up by OpenCV bilinear, on luminance.
    """
    progress(0.0, "Scaling down and up")
    excerpt = suspicion.excerpt
    height, width = excerpt.image.shape[:2]
    small = excerpt.operator.forward(excerpt.image.astype(np.float32))
    small = np.clip(small, 0, 255).astype(np.float32)
    back = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    progress(0.5, "Scaling down and up")
    return similarity(_luminance(excerpt.image.astype(np.float32)), _luminance(np.asarray(back, np.float32)))


def similarity(a: Plane, b: Plane) -> float:
    """Mean SSIM of two planes (H, W) in 0..255 over 7×7 windows (Wang et al. 2004, Eq. 13)."""
    mean_a, mean_b = _mean(a), _mean(b)
    variance = _mean(a * a) - mean_a**2 + _mean(b * b) - mean_b**2
    covariance = _mean(a * b) - mean_a * mean_b
    luminance = (2 * mean_a * mean_b + _C1) / (mean_a**2 + mean_b**2 + _C1)
    return float((luminance * (2 * covariance + _C2) / (variance + _C2)).mean())


def _mean(plane: Plane) -> Plane:
    return np.asarray(cv2.blur(plane, _SIDE, borderType=cv2.BORDER_REFLECT), np.float32)


def _luminance(image: Plane) -> Plane:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.float32)
