"""Peak distance: how far are the brightest frequencies from where an attack on this size would put them?

Quiring et al. 2023, “On the Detection of Image-Scaling Attacks in Machine Learning”.
"""

import numpy as np

from core.detection.expected_peaks import REACH, peaks, surroundings
from core.detection.suspicion import Suspicion
from core.progress import Progress

_PEAK_DB = 1e-3
"""Weight of the peak's own level in breaking ties; distances are whole frequencies."""


def score(suspicion: Suspicion, progress: Progress) -> float | None:
    """Mean distance in cycles per image from each expected peak to the maximum near it; low is suspicious.

    None where no peak lies inside the spectrum.
    """
    progress(0.0, "Looking for peaks")
    spectrum = suspicion.spectrum
    places = peaks(spectrum, suspicion.target_shape)
    found = [_offset(surroundings(spectrum, place, REACH)) for place in places]
    return float(np.mean(found)) if found else None


def _offset(levels: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> float:
    """Distance of the maximum from the middle; less a trifle for how much it stands out."""
    row, column = np.unravel_index(int(levels.argmax()), levels.shape)
    stands_out = float(levels.max() - np.median(levels))
    return float(np.hypot(row - REACH, column - REACH)) - _PEAK_DB * stands_out
