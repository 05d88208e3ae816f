"""Is there a second picture, for another size? Take the first one out, and look again."""

from core.detection.pipelines import PipelineGuess, rank_pipelines
from core.detection.scan import Lead
from core.images.arrays import RGB, Shape
from core.progress import Progress, stage
from core.sanitizing.sanitize import sanitize
from core.scaling.operator import operator_for
from core.spectrum.comb import SizeCandidate, estimate_sizes, is_multiple
from core.spectrum.envelope import Texture, texture_of

LEAST_DB = 3.0
"""Significance of a second size. Echoes of a single picture stay below −4 dB, most second pictures lie above
10 (measured on calibration photographs)."""


def further_guesses(texture: Texture, lead: Lead, progress: Progress) -> tuple[PipelineGuess, ...]:
    """Pipelines of a second size that hides a picture in the image as a whole, best first; mostly empty.

    The first picture is taken out by the selective median filter. Where that takes the second one with it, or
    has no pixels to restore from, the image itself is asked for a size that is no echo of the first.
    """
    without = _without(texture.image, lead, stage(progress, 0.0, 0.4))
    if without is not None:
        sizes = estimate_sizes(without.image, texture=without, progress=stage(progress, 0.4, 0.6))
        if _is_second(sizes, lead.target_shape):
            return _guesses(without, sizes[0], progress)
    sizes = estimate_sizes(
        texture.image, texture=texture, besides=lead.target_shape, progress=stage(progress, 0.6, 0.9)
    )
    return _guesses(texture, sizes[0], progress) if _is_second(sizes, lead.target_shape) else ()


def _without(image: RGB, lead: Lead, progress: Progress) -> Texture | None:
    """The image with the first picture taken out, split; None where the filter does not apply."""
    operator = operator_for(lead.pipelines[0].pipeline, (image.shape[0], image.shape[1]))
    restored = sanitize(image, operator, "median", progress=stage(progress, 0.0, 0.8))
    if restored.filter != "median":
        return None
    return texture_of(restored.pixels, progress=stage(progress, 0.8, 1.0))


def _guesses(texture: Texture, size: SizeCandidate, progress: Progress) -> tuple[PipelineGuess, ...]:
    report = stage(progress, 0.9, 1.0)
    return rank_pipelines(texture, size.target_shape, phase=size.phase, progress=report)


def _is_second(sizes: tuple[SizeCandidate, ...], first: Shape) -> bool:
    """Whether the first of these sizes is significant and no echo of the first on both axes."""
    return bool(sizes) and sizes[0].significance >= LEAST_DB and not related(sizes[0].target_shape, first)


def related(shape: Shape, first: Shape) -> bool:
    """Whether both lengths are integer multiples or parts of the first size's, or about its own."""
    return all(is_multiple(length, other) for length, other in zip(shape, first, strict=True))
