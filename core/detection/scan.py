"""From pixels to a suspicion: the size that speaks out of the image, and the pipeline that fits it."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from core.detection.pipelines import PipelineGuess, rank_pipelines
from core.detection.suspicion import Suspicion, detector_excerpt
from core.images.arrays import RGB, Shape
from core.progress import Progress, no_progress, stage
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.spectrum.chance import beyond_chance
from core.spectrum.channels import channels_apart
from core.spectrum.comb import SizeCandidate, estimate_sizes, size_candidate
from core.spectrum.envelope import Texture
from core.spectrum.lattice import Phase
from core.spectrum.lines import SHORTEST_TARGET
from core.spectrum.patch import Box, LocalCandidate
from core.spectrum.region import holds_alone, region_of
from core.spectrum.windows import search_windows

SMALLEST_SIDE = 2 * SHORTEST_TARGET + 1
"""Below this side no target size of at least `SHORTEST_TARGET` leaves pixels out on both axes."""
SMALLEST_FOR_CHANNELS = 128
"""Below this side single channels are not searched: a few dots of a printer's inks form anything there."""
WHOLE_IMAGE = 0.6
"""A region larger than this share of the image is called the whole image."""


@dataclass(frozen=True)
class Sizes:
    """What the blind search found.

    The size of the whole image, the sizes a part of it may speak for, and the size that speaks out of one
    channel apart from the others, None where that was not asked or channels do not differ.
    """

    texture: Texture
    whole: SizeCandidate
    parts: tuple[LocalCandidate, ...]
    channel: SizeCandidate | None = None

    @property
    def part(self) -> LocalCandidate | None:
        """The part that speaks loudest; None for images too small to have parts."""
        return self.parts[0] if self.parts else None


@dataclass(frozen=True)
class Lead:
    """A suspicion, the pipelines it fits, best first and never empty, and the region it covers, if a part."""

    suspicion: Suspicion
    pipelines: tuple[PipelineGuess, ...]
    region: Box | None

    @property
    def target_shape(self) -> Shape:
        """(height, width) of the suspected output."""
        return self.pipelines[0].pipeline.target_shape


def too_small(image: RGB) -> bool:
    """Whether an image is smaller than any plausible target size asks for."""
    return bool(min(image.shape[:2]) < SMALLEST_SIDE)


def narrowness(image: RGB) -> Literal["small", "narrow"]:
    """Of an image that is `too_small`: on both axes, or on one alone."""
    return "small" if max(image.shape[:2]) < SMALLEST_SIDE else "narrow"


def search_sizes(texture: Texture, *, progress: Progress = no_progress) -> Sizes | None:
    """The most suspicious sizes; None for images too small or too flat to search.

    In a dithered image every dark or light patch is dots on a lattice that form a picture, and a hidden one
    would bring levels of its own; so parts of such images are not searched, only the whole.
    """
    sizes = estimate_sizes(texture.image, texture=texture, most=1, progress=stage(progress, 0.0, 0.5))
    if not sizes:
        return None
    if texture.dithered:
        return Sizes(texture, sizes[0], ())
    return Sizes(texture, sizes[0], search_windows(texture, progress=stage(progress, 0.5, 1.0)))


def search_channels(sizes: Sizes, *, progress: Progress = no_progress) -> Sizes:
    """The same sizes with that of one channel apart from the others, for text written into one of them.

    Not in a dithered image, whose channels have dots of their own, nor in one too small for words.
    """
    if sizes.texture.dithered or min(sizes.texture.shape) < SMALLEST_FOR_CHANNELS:
        return sizes
    apart = channels_apart(sizes.texture, progress=stage(progress, 0.0, 0.3))
    found = estimate_sizes(apart.image, texture=apart, most=1, progress=stage(progress, 0.3, 1.0))
    return replace(sizes, channel=beyond_chance(apart, found[0]) if found else None)


def bilevel(image: RGB) -> bool:
    """Whether every value is the darkest or the brightest one of its channel: a halftone or a stencil."""
    return _two_values(image[::5, ::5]) and _two_values(image)


def _two_values(image: RGB) -> bool:
    darkest, brightest = image.min(axis=(0, 1)), image.max(axis=(0, 1))
    return bool(np.all((image == darkest) | (image == brightest)))


def whole_lead(sizes: Sizes, *, progress: Progress = no_progress) -> Lead:
    """The suspicion that the image as a whole, or the better part of it, hides a picture."""
    whole = sizes.whole
    region = region_in(sizes.texture, whole)
    guesses = rank_pipelines(
        sizes.texture, whole.target_shape, phase=whole.phase, box=region, progress=progress
    )
    return lead_from(sizes, guesses, region)


def channel_lead(sizes: Sizes, *, progress: Progress = no_progress) -> Lead:
    """The suspicion that one channel of the image hides something. Call it only where `channel` is known."""
    size = sizes.channel or sizes.whole
    region = region_in(channels_apart(sizes.texture), size)
    guesses = rank_pipelines(
        sizes.texture, size.target_shape, phase=size.phase, box=region, progress=progress
    )
    return lead_from(sizes, guesses, region)


def part_lead(sizes: Sizes, *, progress: Progress = no_progress) -> Lead:
    """The suspicion that a part of the image hides something, at the size where it shows most clearly.

    Call it only where there are parts.
    """
    ranked: list[tuple[PipelineGuess, ...]] = []
    for place, part in enumerate(sizes.parts):
        share = stage(progress, place / len(sizes.parts), (place + 1) / len(sizes.parts))
        guesses = rank_pipelines(
            sizes.texture, part.target_shape, phase=part.phase, box=part.box, progress=share
        )
        ranked.append(guesses)
    return lead_from(sizes, max(ranked, key=lambda guesses: guesses[0].score), sizes.parts[0].box)


def known_size(texture: Texture, pipeline: Pipeline) -> SizeCandidate:
    """What the lattice says that a pipeline of the whole image reads; OpenCV's nearest has its own."""
    floors = (pipeline.library, pipeline.algorithm) == ("opencv", "nearest")
    phases = (Phase.FLOOR,) if floors else (Phase.CENTRE, Phase.LEFT)
    weighed = [size_candidate(texture, pipeline.target_shape, phase) for phase in phases]
    return max(weighed, key=lambda candidate: candidate.significance)


def known_lead(texture: Texture, pipeline: Pipeline) -> Lead:
    """The suspicion of a detector that is told this very pipeline, and asks for no other."""
    whole = known_size(texture, pipeline)
    guess = PipelineGuess(pipeline, 1.0)
    return lead_from(Sizes(texture, whole, ()), (guess,), region_in(texture, whole))


def lead_from(sizes: Sizes, guesses: tuple[PipelineGuess, ...], region: Box | None) -> Lead:
    """The lead of sizes and of the pipelines that fit them, which read the texture's image whole."""
    operator = operator_for(guesses[0].pipeline, sizes.texture.shape)
    excerpt = detector_excerpt(sizes.texture.image, operator, region)
    target_shape = guesses[0].pipeline.target_shape
    suspicion = Suspicion(sizes.texture, sizes.whole, sizes.part, excerpt, target_shape, sizes.channel)
    return Lead(suspicion, guesses, region)


def region_in(texture: Texture, candidate: SizeCandidate) -> Box | None:
    """Where alone the lattice stands out; None for the whole image, and where it stands out nowhere."""
    shape, phase = candidate.target_shape, candidate.phase
    box = region_of(texture, shape, phase)
    height, width = texture.shape
    if box is None or box[2] * box[3] > WHOLE_IMAGE * height * width:
        return None
    return box if holds_alone(texture, shape, phase, box) else None
