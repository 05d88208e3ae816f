"""Centred spectrum points: an attack's spectrum has several bright points, a photograph's has one.

Decamouflage (Kim et al. 2021), steganalysis method: make the spectrum black and white and count the bright
spots. Needs neither size nor pipeline.
"""

import cv2
import numpy as np

from core.detection.suspicion import Suspicion
from core.progress import Progress
from core.spectrum.pooling import max_pooled

MOST = 256
"""Frequencies per axis of the picture in which points are counted; peaks survive the reduction."""
LEVEL = 0.5
"""Share of the way from the median to the brightest (both in dB) from which a frequency is a point's.

Decamouflage sets its level by eye; this one was chosen on calibration photographs, whose median count is 1.
"""


def score(suspicion: Suspicion, progress: Progress) -> float:
    """Number of bright spots in the centred spectrum of luminance; high is suspicious.

    The brightest spot off the centre breaks ties: its level in shares of the way adds less than 1.
    """
    progress(0.0, "Counting bright points")
    levels = max_pooled(suspicion.spectrum, MOST).values
    middle, top = float(np.median(levels)), float(levels.max())
    share = (levels - middle) / max(top - middle, 1e-3)
    count, labels = cv2.connectedComponents((share >= LEVEL).astype(np.uint8), connectivity=8)
    centre = labels[np.unravel_index(int(levels.argmax()), levels.shape)]
    others = share[labels != centre]
    return count - 1 + min(0.999, max(0.0, float(others.max(initial=0.0))))
