"""Enforced nearest: a source size at which a wide kernel reads single pixels (appendix A)."""

from dataclasses import replace

import cv2
import numpy as np

from core.attacks.beside import beside
from core.attacks.options import Options
from core.attacks.problem import AttackProblem
from core.attacks.result import AttackResult
from core.attacks.variant_call import VariantCall
from core.attacks.variants.fitting import refuse_limits, source_shape
from core.errors import AttackError
from core.images.arrays import RGB, Shape
from core.images.pillow_guard import MAX_PIXELS
from core.scaling.catalogue import algorithm
from core.scaling.operator import ScalingOperator, operator_for
from core.scaling.pipeline import Pipeline

LARGEST_RATIO = 31
LARGEST_PIXELS = MAX_PIXELS
"""Pixels a resized source may have: as many as an image may that is opened without asking."""
NEGLIGIBLE = 1e-4
"""Weight of all other pixels together that no uint8 output shows: 0.03 grey levels."""


def craft_enforced_nearest(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:
    """Resize the source to a whole ratio at which the pipeline copies pixels, then craft.

    OpenCV's kernels, and all that centre pixels as it does, collapse to nearest at odd ratios; TensorFlow's
    of version 1 at every whole ratio. The result's `source` is the resized one. Raises `AttackError` for a
    pipeline that never collapses (its kernel widens with the ratio) and for one with a crop.
    """
    refuse_limits(problem, "Enforcing nearest scaling")
    pipeline = problem.pipeline
    if pipeline.crop is not None:
        raise AttackError(
            "Enforcing nearest scaling resizes the source, but the pipeline crops for its present size; "
            "choose a target size without a crop."
        )
    before = source_shape(problem.source)
    ratio = _ratio(pipeline, before, int(options["ratio"]))
    height, width = (ratio * length for length in pipeline.target_shape)
    if height * width > LARGEST_PIXELS:
        raise AttackError(
            f"At {ratio}:1 the source would have to be {width}×{height}, "
            f"{height * width / 1e6:.0f} megapixels; choose a smaller ratio."
        )
    source = _resized(problem.source, (height, width), call)
    result = call.craft(replace(problem, source=source), 0.2, 1.0)
    note = (
        f"The source was resized from {before[1]}×{before[0]} to {width}×{height}, {ratio} times the target "
        f"size, where {pipeline.label} reads one pixel per output pixel; the figures compare with that."
    )
    figures = (("Ratio enforced", f"{ratio}:1"), *result.figures)
    return replace(result, source=source, note=" ".join(filter(None, (note, result.note))), figures=figures)


def collapsing_ratios(pipeline: Pipeline) -> tuple[int, ...]:
    """Whole ratios up to `LARGEST_RATIO` at which every output pixel is a copy of one source pixel."""
    height, width = pipeline.target_shape
    if algorithm(pipeline.library, pipeline.algorithm).antialiased:
        return ()
    ratios = range(2, LARGEST_RATIO + 1)
    return tuple(k for k in ratios if _reads_single_pixels(operator_for(pipeline, (k * height, k * width))))


def _reads_single_pixels(operator: ScalingOperator) -> bool:
    """Whether one weight of every output is all but 1; TensorFlow's Lanczos leaves traces of the others."""
    for matrix in (operator.left, operator.right.T.tocsr()):
        weights = abs(matrix)
        others = np.asarray(weights.sum(axis=1)).ravel() - weights.max(axis=1).toarray().ravel()
        if others.max() > NEGLIGIBLE:
            return False
    return True


def _ratio(pipeline: Pipeline, shape: Shape, wanted: int) -> int:
    """The wanted ratio, or for 0 the one nearest to the source's own (geometric mean of both axes)."""
    possible = collapsing_ratios(pipeline)
    if not possible:
        raise AttackError(
            f"{pipeline.label} mixes several pixels at every ratio, so nearest scaling can not be enforced; "
            "choose another algorithm or the strong attack."
        )
    if wanted == 0:
        (height, width), (rows, columns) = shape, pipeline.target_shape
        now = (height * width / (rows * columns)) ** 0.5
        return min(possible, key=lambda ratio: abs(ratio - now))
    if wanted not in possible:
        known = ", ".join(map(str, possible[:6]))
        raise AttackError(f"{pipeline.label} does not read single pixels at {wanted}:1; choose {known} or 0.")
    return wanted


def _resized(source: RGB, shape: Shape, call: VariantCall) -> RGB:
    """The source at another size, by area averages where it shrinks, else by cubic interpolation."""
    height, width = shape
    shrinks = height <= source.shape[0] and width <= source.shape[1]
    method = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC

    def poll() -> None:
        call.progress(0.1, f"Resizing the source to {width}×{height}")

    poll()
    resized = beside(lambda: cv2.resize(source, (width, height), interpolation=method), poll)
    return np.asarray(resized, np.uint8)
