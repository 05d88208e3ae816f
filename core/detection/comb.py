"""The blind detectors: a picture on the lattice of the most suspicious size, in the whole or in a part."""

from core.detection.suspicion import Suspicion
from core.progress import Progress


def whole_score(suspicion: Suspicion, progress: Progress) -> float:
    """Significance in dB of the size the comb speaks for (core.spectrum.comb); high is suspicious."""
    progress(1.0, "Weighing the lattice")
    return suspicion.whole.significance


def part_score(suspicion: Suspicion, progress: Progress) -> float | None:
    """Significance in dB of the most suspicious part (core.spectrum.windows); high is suspicious.

    None for images too small to have parts.
    """
    progress(1.0, "Weighing the parts")
    return None if suspicion.part is None else suspicion.part.significance
