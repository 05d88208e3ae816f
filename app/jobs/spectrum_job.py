"""The spectrum of an image, its profiles, and the target sizes that its comb speaks for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from app.jobs.job import Job
from core.images import Evidence
from core.progress import Progress, stage

if TYPE_CHECKING:
    from core.spectrum.comb import SizeCandidate

Decibels = NDArray[np.float32]

CHANNELS: tuple[tuple[str, str], ...] = (
    ("luminance", "Luminance"),
    ("envelope", "Envelope"),
    ("red", "Red"),
    ("green", "Green"),
    ("blue", "Blue"),
)
"""Id and title of what can be transformed; the envelope is what the blind size estimate looks at."""

BT601 = np.array([0.299, 0.587, 0.114], np.float32)


@dataclass(frozen=True)
class SpectrumOptions:
    """`channel` is an id of `CHANNELS`; `sizes` asks for the blind size estimate too, which is slower."""

    evidence: Evidence
    channel: str = "luminance"
    sizes: bool = True


@dataclass(frozen=True, eq=False)
class Spectrum:
    """Log-magnitude (H, W) float32 in dB, DC centred, and what is read from it.

    radial: mean dB by cycles per image; vertical, horizontal: mean dB by cycles per image along each axis.
    sizes: candidates for the target size, best first; empty when not asked for.
    """

    options: SpectrumOptions
    log_magnitude: Decibels
    radial: Decibels
    vertical: Decibels
    horizontal: Decibels
    sizes: "tuple[SizeCandidate, ...]"


class SpectrumJob(Job):
    """Result: `Spectrum`."""

    lane: ClassVar[str] = "spectrum"

    def __init__(self, options: SpectrumOptions) -> None:
        super().__init__(f"Transforming {options.evidence.name}")
        self.options = options
        self.subject = options.evidence

    def run(self, progress: Progress) -> Spectrum:
        """Transform, average, estimate."""
        from core.spectrum.comb import estimate_sizes
        from core.spectrum.fourier import axis_profiles, log_magnitude, radial_profile

        options = self.options
        progress(0.0, "Preparing")
        channel = channel_of(options.evidence, options.channel)
        progress(0.1, "Fourier transform")
        magnitude = log_magnitude(channel)
        progress(0.3, "Profiles")
        vertical, horizontal = axis_profiles(magnitude)
        radial = radial_profile(magnitude)
        pixels = options.evidence.pixels
        sizes = estimate_sizes(pixels, progress=stage(progress, 0.4, 1.0)) if options.sizes else ()
        return Spectrum(options, magnitude, radial, vertical, horizontal, sizes)


def channel_of(evidence: Evidence, channel: str) -> NDArray[np.float32]:
    """(H, W) float32: one colour or the luminance (ITU-R BT.601), both in 0..255, or the envelope."""
    pixels = evidence.pixels
    if channel == "luminance":
        return pixels @ BT601
    if channel == "envelope":
        from core.spectrum.envelope import envelope

        return envelope(pixels)
    return pixels[..., ("red", "green", "blue").index(channel)].astype(np.float32)
