"""The blind detector: a picture on the lattice of the most suspicious size."""

from core.detection.suspicion import Suspicion
from core.progress import Progress


def score(suspicion: Suspicion, progress: Progress) -> float:
    """Lattice contrast in dB at the size the comb speaks for (core.spectrum.comb); high is suspicious."""
    progress(1.0, "Weighing the lattice")
    return suspicion.candidate.contrast
