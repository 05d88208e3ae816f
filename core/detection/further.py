"""Is there a second picture, for another size? Take the first one out, and look again."""

from core.detection.pipelines import PipelineGuess, rank_pipelines
from core.detection.scan import Lead
from core.images.arrays import Shape
from core.progress import Progress, stage
from core.sanitizing.selective import served
from core.scaling.operator import operator_for
from core.spectrum.comb import SizeCandidate, estimate_sizes, is_multiple
from core.spectrum.envelope import Texture

LEAST_DB = 3.0
"""Significance of a second size. Echoes of a single picture stay below −4 dB, most second pictures lie above
10 (measured on calibration photographs)."""


def further_guesses(texture: Texture, lead: Lead, progress: Progress) -> tuple[PipelineGuess, ...]:
    """Pipelines of a second size that hides a picture in the image as a whole, best first; mostly empty.

    What the first pipeline samples is levelled; where that is nearly everything, the image itself is asked
    for a size that is no echo of the first.
    """
    progress(0.0, "Taking the first picture out")
    without = _without(texture, lead)
    searched, besides = (texture, lead.target_shape) if without is None else (without, None)
    report = stage(progress, 0.1, 0.8)
    sizes = estimate_sizes(searched.image, texture=searched, besides=besides, most=1, progress=report)
    if not _is_second(sizes, lead.target_shape):
        return ()
    report = stage(progress, 0.8, 1.0)
    return rank_pipelines(searched, sizes[0].target_shape, phase=sizes[0].phase, progress=report)


def _without(texture: Texture, lead: Lead) -> Texture | None:
    """The texture with the first picture taken out; None where that leaves next to nothing."""
    lattice = served(operator_for(lead.pipelines[0].pipeline, texture.shape))
    return None if lattice is None else texture.without(lattice.rows, lattice.columns)


def _is_second(sizes: tuple[SizeCandidate, ...], first: Shape) -> bool:
    """Whether the first of these sizes is significant and no echo of the first on both axes."""
    return bool(sizes) and sizes[0].significance >= LEAST_DB and not related(sizes[0].target_shape, first)


def related(shape: Shape, first: Shape) -> bool:
    """Whether both lengths are integer multiples or parts of the first size's, or about its own."""
    return all(is_multiple(length, other) for length, other in zip(shape, first, strict=True))
