"""Colour scattering: scaling changes where the grey levels of an attack image lie.

Xiao et al. 2019, §6: for each grey level the mean distance of its pixels from the middle of the image. Unlike
a histogram it notices a hidden picture that has the same levels in other places.
"""

import numpy as np
from numpy.typing import NDArray

from core.detection.likeness import Plane, cosine, luminance
from core.detection.suspicion import Suspicion
from core.progress import Progress

LEVELS = 64
"""Grey levels are taken in fours: an output has few pixels of each."""


def score(suspicion: Suspicion, progress: Progress) -> float:
    """Cosine 0..1 between the scattering of the excerpt and that of its output; low is suspicious."""
    progress(0.0, "Comparing where colours lie")
    return cosine(*(scattering(luminance(image)) for image in (suspicion.excerpt.image, suspicion.output)))


def scattering(plane: Plane) -> NDArray[np.float64]:
    """Mean distance from the middle per grey level, shape (LEVELS,), in half heights and widths; 0 unused."""
    height, width = plane.shape
    down = (np.arange(height) + 0.5) / height * 2 - 1
    across = (np.arange(width) + 0.5) / width * 2 - 1
    distance = np.sqrt(down[:, None] ** 2 + across[None, :] ** 2)
    level = np.clip(plane * (LEVELS / 256), 0, LEVELS - 1).astype(np.int64).ravel()
    total = np.bincount(level, weights=distance.ravel(), minlength=LEVELS)
    return np.asarray(total / np.maximum(np.bincount(level, minlength=LEVELS), 1), np.float64)
