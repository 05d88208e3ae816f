"""Is there a second picture, for another size? Take the first one out, and look again."""

import numpy as np

from core.detection.pipelines import PipelineGuess, rank_pipelines
from core.detection.scan import Lead
from core.images.arrays import RGB, Shape
from core.progress import Progress, stage
from core.sanitizing.sanitize import sanitize
from core.scaling.operator import operator_for
from core.spectrum.comb import estimate_sizes
from core.spectrum.envelope import texture_of

LEAST_DB = 6.0
"""Significance of a second size. What the filter leaves of the first stays below −4 dB, second pictures lie
above +15 (measured on calibration photographs)."""
RELATED = 0.04
"""Lengths this close to the first one's, or to its half or double, are its own echo."""


def further_guesses(image: RGB, lead: Lead, progress: Progress) -> tuple[PipelineGuess, ...]:
    """Pipelines of a second size that hides a picture in the image as a whole, best first; mostly empty.

    The first picture is taken out by the selective median filter; where that has no pixels to restore from,
    nothing more can be said. `image` is (H, W, 3) uint8.
    """
    operator = operator_for(lead.pipelines[0].pipeline, (image.shape[0], image.shape[1]))
    restored = sanitize(image, operator, "median", progress=stage(progress, 0.0, 0.4))
    if restored.filter != "median":
        return ()
    texture = texture_of(restored.pixels, progress=stage(progress, 0.4, 0.5))
    sizes = estimate_sizes(texture.image, texture=texture, progress=stage(progress, 0.5, 0.9))
    if not sizes or sizes[0].significance < LEAST_DB or related(sizes[0].target_shape, lead.target_shape):
        return ()
    best = sizes[0]
    return rank_pipelines(texture, best.target_shape, phase=best.phase, progress=stage(progress, 0.9, 1.0))


def related(shape: Shape, first: Shape) -> bool:
    """Whether both lengths are about those of the first size, times ½, 1 or 2."""
    ratios = np.array(shape) / np.array(first)
    return bool(np.all([np.min(np.abs(ratio / np.array([0.5, 1, 2]) - 1)) < RELATED for ratio in ratios]))
