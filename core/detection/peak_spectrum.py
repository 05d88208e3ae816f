"""Peak spectrum: is the spectrum bright where an attack on this size would make it bright?

Quiring et al. 2023, “On the Detection of Image-Scaling Attacks in Machine Learning”.
"""

import numpy as np

from core.detection.expected_peaks import REACH, peaks, surroundings
from core.detection.suspicion import Suspicion
from core.progress import Progress
from core.spectrum.fourier import decibels

_STEP = 3
"""Every third frequency either way stands for the rest: thousands are plenty for a percentile."""


def score(suspicion: Suspicion, progress: Progress) -> float | None:
    """Percentile 0..100 that the mean level around the expected peaks takes in the rest; high is suspicious.

    Averaged over the peaks, so that the score does not end at 100 for all attacks alike. None where no peak
    lies inside the spectrum.
    """
    progress(0.0, "Looking where peaks would stand")
    spectrum = suspicion.spectrum
    places = peaks(spectrum, suspicion.target_shape)
    if not places:
        return None
    progress(0.5, "Looking where peaks would stand")
    rest = np.sort(decibels(spectrum.magnitude[::_STEP, ::_STEP]).ravel())
    levels = [float(surroundings(spectrum, place, REACH).mean()) for place in places]
    return float(100 * np.searchsorted(rest, levels).mean() / len(rest))
