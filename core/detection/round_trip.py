"""Up & down: the two rules of the seed project, which need to know nothing.

Shafqat, “Image Scaling Attacks on Machine Learning Algorithms”: standardise the image, enlarge it twofold and
shrink it again, and compare it with itself pixel by pixel and by SSIM. What they measure is sharpness; an
attack image is sharp, but so is many a photograph.
"""

import cv2
import numpy as np

from core.detection.likeness import Plane, luminance, similarity
from core.detection.suspicion import Suspicion
from core.progress import Progress

FACTOR = 2
_LEVELS_PER_DEVIATION = 255 / 6
"""For SSIM the standardised image is brought to grey levels, three deviations either way."""


def difference(suspicion: Suspicion, progress: Progress) -> float:
    """Mean absolute difference, in standard deviations of the excerpt; high is suspicious (theirs: 0.1)."""
    progress(0.0, "Enlarging and shrinking")
    before = _standardised(luminance(suspicion.excerpt.image))
    return float(np.abs(before - _there_and_back(before)).mean())


def likeness(suspicion: Suspicion, progress: Progress) -> float:
    """SSIM −1..1 of the same; low is suspicious (theirs: 0.95)."""
    progress(0.0, "Enlarging and shrinking")
    before = _standardised(luminance(suspicion.excerpt.image))
    after = _there_and_back(before)
    return similarity(*(plane * np.float32(_LEVELS_PER_DEVIATION) + 127 for plane in (before, after)))


def _standardised(plane: Plane) -> Plane:
    return np.asarray((plane - plane.mean()) / max(float(plane.std()), 1e-3), np.float32)


def _there_and_back(plane: Plane) -> Plane:
    height, width = plane.shape
    large = cv2.resize(plane, (FACTOR * width, FACTOR * height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.resize(large, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
