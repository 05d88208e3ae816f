"""Colour histogram: scaling changes which grey levels an attack image has.

Xiao et al. 2019, §6: the histogram of a benign image hardly changes when it is scaled, that of an attack
image becomes the hidden picture's.
"""

import numpy as np

from core.detection.likeness import cosine, luminance
from core.detection.suspicion import Suspicion
from core.progress import Progress

LEVELS = 256


def score(suspicion: Suspicion, progress: Progress) -> float:
    """Cosine 0..1 between the excerpt's grey histogram and that of its output; low is suspicious."""
    progress(0.0, "Comparing histograms")
    before, after = (
        np.histogram(luminance(image), LEVELS, (0, 256))[0].astype(np.float64)
        for image in (suspicion.excerpt.image, suspicion.output)
    )
    return cosine(before, after)
