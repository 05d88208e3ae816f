"""Minimum and maximum filters: sampled pixels of an attack are the extremes of their neighbourhood.

Decamouflage (Kim et al. 2021), filtering method: a filter that takes the least or the greatest of each
neighbourhood spreads the hidden picture over the image, which then differs much from itself. Needs neither
size nor pipeline.
"""

from typing import Literal

import cv2
import numpy as np

from core.detection.likeness import luminance, mean_squared_error, similarity
from core.detection.suspicion import Suspicion
from core.images.arrays import RGB
from core.progress import Progress

Kind = Literal["least", "greatest"]

SIDE = 3
"""Pixels a side of the neighbourhood (facts of Decamouflage's comparison by Quiring et al. 2023)."""


def least_error(suspicion: Suspicion, progress: Progress) -> float:
    """Mean squared error of the excerpt with its minimum filtered self, grey levels²; high is suspicious."""
    progress(0.0, "Taking the least of neighbours")
    return mean_squared_error(suspicion.excerpt.image, _filtered(suspicion.excerpt.image, "least"))


def least_similarity(suspicion: Suspicion, progress: Progress) -> float:
    """SSIM of the same on luminance, −1..1; low is suspicious."""
    progress(0.0, "Taking the least of neighbours")
    return _similarity(suspicion.excerpt.image, "least")


def greatest_error(suspicion: Suspicion, progress: Progress) -> float:
    """Mean squared error of the excerpt with its maximum filtered self, grey levels²; high is suspicious."""
    progress(0.0, "Taking the greatest of neighbours")
    return mean_squared_error(suspicion.excerpt.image, _filtered(suspicion.excerpt.image, "greatest"))


def greatest_similarity(suspicion: Suspicion, progress: Progress) -> float:
    """SSIM of the same on luminance, −1..1; low is suspicious."""
    progress(0.0, "Taking the greatest of neighbours")
    return _similarity(suspicion.excerpt.image, "greatest")


def _filtered(image: RGB, kind: Kind) -> RGB:
    square = np.ones((SIDE, SIDE), np.uint8)
    return np.asarray(cv2.erode(image, square) if kind == "least" else cv2.dilate(image, square), np.uint8)


def _similarity(image: RGB, kind: Kind) -> float:
    return similarity(luminance(image), luminance(_filtered(image, kind)))
