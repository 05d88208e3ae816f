"""The blind detectors: a picture on the lattice of the most suspicious size, in the whole or in a part."""

from core.detection.suspicion import Suspicion
from core.progress import Progress


def whole_score(suspicion: Suspicion, progress: Progress) -> float:
    """Significance in dB of the size the comb speaks for (core.spectrum.comb); high is suspicious."""
    progress(1.0, "Weighing the lattice")
    return suspicion.whole.significance


def channel_score(suspicion: Suspicion, progress: Progress) -> float | None:
    """Significance in dB of the size one channel speaks for (core.spectrum.channels); high is suspicious.

    None where that was not asked: for images that are an attack anyhow, and where channels do not differ.
    """
    progress(1.0, "Weighing the channels")
    return None if suspicion.channel is None else suspicion.channel.significance


def part_score(suspicion: Suspicion, progress: Progress) -> float | None:
    """Significance in dB of the most suspicious part (core.spectrum.windows); high is suspicious.

    None for images too small to have parts.
    """
    progress(1.0, "Weighing the parts")
    return None if suspicion.part is None else suspicion.part.significance
