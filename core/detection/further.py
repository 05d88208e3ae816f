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
LEAST_RELATED_DB = 10.0
"""The same for integer multiples and parts of the first size, where echoes of it reach 5 and second pictures
lie above 15."""
MOST_TAKEN = 0.25
"""Share of the pixels that the first pipeline samples, above which taking them out may take a second picture
with it."""


def further_guesses(texture: Texture, lead: Lead, progress: Progress) -> tuple[PipelineGuess, ...]:
    """Pipelines of a second size that hides a picture in the image as a whole, best first; mostly empty.

    What the first pipeline samples is levelled and the rest searched. Where it samples much of the image, the
    image itself is asked before that for a size that is no echo of the first.
    """
    first = lead.target_shape
    lattice = served(operator_for(lead.pipelines[0].pipeline, texture.shape))
    if lattice is None or lattice.share > MOST_TAKEN:
        found = _second(texture, first, stage(progress, 0.0, 0.5), besides=first)
        if found or lattice is None:
            return found
    without = texture.without(lattice.rows, lattice.columns)
    return _second(without, first, stage(progress, 0.5, 1.0))


def _second(
    texture: Texture, first: Shape, progress: Progress, besides: Shape | None = None
) -> tuple[PipelineGuess, ...]:
    """Pipelines of the size that speaks out of a texture, if it is a second one."""
    report = stage(progress, 0.0, 0.8)
    sizes = estimate_sizes(texture.image, texture=texture, besides=besides, most=1, progress=report)
    if not sizes or not is_second(sizes[0], first):
        return ()
    report = stage(progress, 0.8, 1.0)
    return rank_pipelines(texture, sizes[0].target_shape, phase=sizes[0].phase, progress=report)


def is_second(size: SizeCandidate, first: Shape) -> bool:
    """Whether a size is significant, more than an echo of the first would be, and not about the same."""
    if not related(size.target_shape, first):
        return size.significance >= LEAST_DB
    pairs = zip(size.target_shape, first, strict=True)
    about_the_same = all(round(max(pair) / min(pair)) == 1 for pair in pairs)
    return not about_the_same and size.significance >= LEAST_RELATED_DB


def related(shape: Shape, first: Shape) -> bool:
    """Whether both lengths are integer multiples or parts of the first size's, or about its own."""
    return all(is_multiple(length, other) for length, other in zip(shape, first, strict=True))
