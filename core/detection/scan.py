"""From pixels to a suspicion: the size that speaks out of the image, and the pipeline that fits it."""

from dataclasses import dataclass

from core.detection.pipelines import PipelineGuess, rank_pipelines
from core.detection.suspicion import Suspicion, take_excerpt
from core.images.arrays import RGB
from core.progress import Progress, no_progress, stage
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.spectrum.comb import SizeCandidate, estimate_sizes, size_candidate
from core.spectrum.envelope import Texture
from core.spectrum.lattice import CENTRE, FLOOR
from core.spectrum.lines import SHORTEST_TARGET

SMALLEST_SIDE = 2 * SHORTEST_TARGET + 1
"""Below this side no target size of at least `SHORTEST_TARGET` leaves pixels out on both axes."""


@dataclass(frozen=True)
class Lead:
    """A suspicion and the pipelines it fits, best first; never empty."""

    suspicion: Suspicion
    pipelines: tuple[PipelineGuess, ...]


def too_small(image: RGB) -> bool:
    """Whether an image is smaller than any plausible target size asks for."""
    return bool(min(image.shape[:2]) < SMALLEST_SIDE)


def blind_lead(texture: Texture, *, progress: Progress = no_progress) -> Lead | None:
    """The most suspicious size and its pipelines; None for images too small or too flat to search."""
    sizes = estimate_sizes(texture.image, texture=texture, progress=stage(progress, 0.0, 0.6))
    if not sizes:
        return None
    guesses = rank_pipelines(texture, sizes[0].target_shape, progress=stage(progress, 0.6, 1.0))
    return _lead(texture, sizes[0], guesses)


def known_lead(texture: Texture, pipeline: Pipeline) -> Lead:
    """The suspicion that the image attacks this very pipeline."""
    floors = (pipeline.library, pipeline.algorithm) == ("opencv", "nearest")
    candidate = size_candidate(texture, pipeline.target_shape, FLOOR if floors else CENTRE)
    return _lead(texture, candidate, (PipelineGuess(pipeline, 1.0),))


def _lead(texture: Texture, candidate: SizeCandidate, guesses: tuple[PipelineGuess, ...]) -> Lead:
    operator = operator_for(guesses[0].pipeline, texture.shape)
    return Lead(Suspicion(texture, candidate, take_excerpt(texture.image, operator)), guesses)
