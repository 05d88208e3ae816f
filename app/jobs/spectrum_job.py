"""The spectrum of an image, its profiles, and the target sizes that its comb speaks for."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from app.jobs.job import Job
from core.images import Evidence
from core.progress import Progress, stage

if TYPE_CHECKING:
    from core.spectrum.comb import SizeCandidate
    from core.spectrum.pooling import PooledSpectrum

Decibels = NDArray[np.float32]

CHANNELS: tuple[tuple[str, str], ...] = (
    ("luminance", "Luminance"),
    ("envelope", "Envelope"),
    ("red", "Red"),
    ("green", "Green"),
    ("blue", "Blue"),
)
"""Id and title of what can be transformed; the envelope is what the blind size estimate looks at."""

SCREEN_VALUES = 1024
"""Values per axis of the picture: more than a pane has pixels, few enough to colour in no time."""

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
    picture: the same for a screen, each value the largest of its block; levels: the dB at the ends of its
    colours.
    sizes: candidates for the target size, best first; empty when not asked for, None while they are sought.
    """

    options: SpectrumOptions
    log_magnitude: Decibels
    radial: Decibels
    vertical: Decibels
    horizontal: Decibels
    picture: "PooledSpectrum"
    levels: tuple[float, float]
    sizes: "tuple[SizeCandidate, ...] | None"


class SpectrumJob(Job):
    """Result: `Spectrum`; published without sizes as soon as it can be shown."""

    lane: ClassVar[str] = "spectrum"

    def __init__(self, options: SpectrumOptions) -> None:
        super().__init__(f"Transforming {options.evidence.name}")
        self.options = options
        self.subject = options.evidence

    def run(self, progress: Progress) -> Spectrum:
        """Transform, average, estimate."""
        from core.spectrum.comb import estimate_sizes

        spectrum = self._transform(progress)
        if not self.options.sizes:
            return replace(spectrum, sizes=())
        self.publish(spectrum)
        sizes = estimate_sizes(self.options.evidence.pixels, progress=stage(progress, 0.4, 1.0))
        return replace(spectrum, sizes=sizes)

    def _transform(self, progress: Progress) -> Spectrum:
        from core.spectrum.fourier import axis_profiles, log_magnitude, radial_profile
        from core.spectrum.pooling import display_levels, max_pooled

        progress(0.0, "Preparing")
        channel = channel_of(self.options.evidence, self.options.channel)
        progress(0.1, "Fourier transform")
        magnitude = log_magnitude(channel)
        progress(0.3, "Profiles")
        vertical, horizontal = axis_profiles(magnitude)
        picture = max_pooled(magnitude, SCREEN_VALUES)
        levels = display_levels(picture.values)
        radial = radial_profile(magnitude)
        return Spectrum(self.options, magnitude, radial, vertical, horizontal, picture, levels, None)


def channel_of(evidence: Evidence, channel: str) -> NDArray[np.float32]:
    """(H, W) float32: one colour or the luminance (ITU-R BT.601), both in 0..255, or the envelope."""
    pixels = evidence.pixels
    if channel == "luminance":
        return pixels @ BT601
    if channel == "envelope":
        from core.spectrum.envelope import envelope

        return envelope(pixels)
    return pixels[..., ("red", "green", "blue").index(channel)].astype(np.float32)
