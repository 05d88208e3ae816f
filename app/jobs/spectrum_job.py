"""The spectrum of an image, its profiles, and the target sizes that its comb speaks for."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

import cv2
import numpy as np
from numpy.typing import NDArray

from app.jobs.job import Job
from core.images import RGB, Evidence
from core.progress import Progress, stage

if TYPE_CHECKING:
    from core.scaling.pipeline import Box
    from core.spectrum.comb import SizeCandidate
    from core.spectrum.fourier import HalfSpectrum
    from core.spectrum.pooling import PooledSpectrum
    from core.spectrum.profiles import Profiles

Shape = tuple[int, int]

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

BT601 = np.array([[0.299, 0.587, 0.114]], np.float32)
BLOCK_ROWS = 64


class Version(Enum):
    """Which image is transformed."""

    EVIDENCE = "evidence"
    SANITIZED = "sanitized"
    AREA = "area"
    """The evidence averaged down to the target size and brought back up."""


@dataclass(frozen=True, eq=False)
class SpectrumOptions:
    """What to transform.

    `channel` is an id of `CHANNELS`; `sizes` asks for the blind size estimate too, which is slower. `crop`
    is the part that a pipeline scales, None: all of it. `sanitized` are the pixels of that version, and
    `target_shape` the size that the area version goes through.
    """

    evidence: Evidence
    channel: str = "luminance"
    sizes: bool = True
    crop: "Box | None" = None
    version: Version = Version.EVIDENCE
    sanitized: RGB | None = None
    target_shape: Shape | None = None

    def is_of(self, other: "SpectrumOptions") -> bool:
        """Whether both have the same spectrum."""
        return (
            self.evidence is other.evidence
            and self.sanitized is other.sanitized
            and (self.channel, self.crop, self.version, self.target_shape)
            == (other.channel, other.crop, other.version, other.target_shape)
        )

    def pixels(self) -> RGB:
        """The image that is transformed, (H, W, 3) uint8; may take a moment."""
        whole = self.evidence.pixels
        if self.version is Version.SANITIZED and self.sanitized is not None:
            whole = self.sanitized
        if self.crop is not None and whole.shape == self.evidence.pixels.shape:
            x, y, width, height = self.crop
            whole = whole[y : y + height, x : x + width]
        if self.version is Version.AREA and self.target_shape is not None:
            from core.spectrum.area_version import area_version

            return area_version(whole, self.target_shape)
        return whole


@dataclass(frozen=True, eq=False)
class Spectrum:
    """A spectrum and what is read from it.

    picture: the whole of it for a screen, each value the largest of its block; levels: the dB at the ends of
    its colours.
    sizes: candidates for the target size, best first; empty when not asked for, None while they are sought.
    """

    options: SpectrumOptions
    half: "HalfSpectrum"
    profiles: "Profiles"
    picture: "PooledSpectrum"
    levels: tuple[float, float]
    sizes: "tuple[SizeCandidate, ...] | None"

    @property
    def shape(self) -> Shape:
        """(height, width) of what was transformed."""
        return self.half.shape


class SpectrumJob(Job):
    """Result: `Spectrum`; published without sizes as soon as it can be shown."""

    lane: ClassVar[str] = "spectrum"

    def __init__(self, options: SpectrumOptions) -> None:
        super().__init__(f"Transforming {options.evidence.name}")
        self.options = options
        self.subject = options.evidence

    def run(self, progress: Progress) -> Spectrum:
        """Transform, average, estimate."""
        progress(0.0, "Preparing")
        pixels = self.options.pixels()
        spectrum = spectrum_of(self.options, pixels, stage(progress, 0.0, 0.4))
        if not self.options.sizes:
            return replace(spectrum, sizes=())
        self.publish(spectrum)
        from core.spectrum.comb import estimate_sizes

        sizes = estimate_sizes(pixels, progress=stage(progress, 0.4, 1.0))
        return replace(spectrum, sizes=sizes)


def spectrum_of(options: SpectrumOptions, pixels: RGB, progress: Progress) -> Spectrum:
    """Transform `pixels` and read everything from the transform but the sizes."""
    from core.spectrum.fourier import half_spectrum
    from core.spectrum.pooling import display_levels, max_pooled
    from core.spectrum.profiles import profiles

    channel = channel_of(pixels, options.channel)
    progress(0.3, "Fourier transform")
    half = half_spectrum(channel)
    del channel
    curves = profiles(half, stage(progress, 0.7, 0.9))
    picture = max_pooled(half, SCREEN_VALUES)
    return Spectrum(options, half, curves, picture, display_levels(picture.values), None)


def channel_of(pixels: RGB, channel: str) -> NDArray[np.float32]:
    """(H, W) float32: one colour or the luminance (ITU-R BT.601), both in 0..255, or the envelope."""
    if channel == "luminance":
        return _luminance(pixels)
    if channel == "envelope":
        from core.spectrum.envelope import envelope

        return envelope(pixels)
    return pixels[..., ("red", "green", "blue").index(channel)].astype(np.float32)


def _luminance(pixels: RGB) -> NDArray[np.float32]:
    values = np.empty(pixels.shape[:2], np.float32)
    for start in range(0, len(pixels), BLOCK_ROWS):
        block = pixels[start : start + BLOCK_ROWS].astype(np.float32)
        values[start : start + len(block)] = cv2.transform(block, BT601)
    return values
