"""What the numbers of a scaling operator mean, in words."""

import numpy as np

from core.scaling.catalogue import algorithm, library
from core.scaling.footprint import Footprint
from core.scaling.operator import ScalingOperator
from core.scaling.pipeline import Pipeline

FEW = 0.3
"""Below this share an attack changes so few pixels that the cover survives well (seed paper, figure 7)."""


def share_title(operator: ScalingOperator) -> str:
    """The headline: which part of the image the output is made of."""
    if operator.sampled_share >= 1:
        return "Every pixel carries the output"
    return f"{percent(operator.sampled_share)} of the pixels carry the output"


def share_meaning(operator: ScalingOperator) -> str:
    """What the share means for an attack."""
    if operator.pipeline.crop is not None and operator.sampled_share < 1:
        return "What lies outside of the crop carries nothing. " + _meaning(operator)
    return _meaning(operator)


def _meaning(operator: ScalingOperator) -> str:
    if max(operator.ratio) <= 1:
        return "The target is not smaller than the image, so no pixel is left out."
    if operator.sampled_share >= 1:
        return "To hide an image here all pixels would have to change, and the change would be seen."
    if operator.sampled_share < FEW:
        return "Whoever changes just these decides what the model sees; a person still sees the rest."
    return "An attack here has to change many pixels and leaves visible traces."


def numbers(operator: ScalingOperator) -> tuple[tuple[str, str], ...]:
    """Name and value of each figure."""
    height, width = operator.source_shape
    sampled = int(operator.sampled_rows.sum()) * int(operator.sampled_columns.sum())
    (beta_v, beta_h), (sigma_v, sigma_h) = operator.ratio, operator.kernel_width
    return (
        ("Sampled pixels", f"{grouped(sampled)} of {grouped(height * width)}"),
        ("Share", percent(operator.sampled_share)),
        ("Bound (Eq. 9)", f"{percent(operator.share_bound)} = σₕσᵥ / βₕβᵥ, at most 100 %"),
        ("Scaling ratio β", f"{beta_h:.4g} horizontal, {beta_v:.4g} vertical"),
        ("Kernel width σ", f"{sigma_h:.4g} horizontal, {sigma_v:.4g} vertical, in pixels"),
        ("Read per output pixel", f"{operator.taps[1]} × {operator.taps[0]} pixels"),
    )


def collapse_warning(operator: ScalingOperator) -> str:
    """A sentence when the kernel reads single pixels although it is wider; empty otherwise."""
    axes = collapsed_axes(operator)
    if not axes:
        return ""
    pipeline = operator.pipeline
    name = f"{library(pipeline.library).title} {algorithm(pipeline.library, pipeline.algorithm).title}"
    if not operator.collapses_to_nearest:
        return (
            f"Odd ratio collapses to nearest {axes[0]}: there {name} puts all its weight on one "
            f"{'column' if axes[0] == 'across' else 'row'} per output pixel."
        )
    ratio = " × ".join(f"{beta:.4g}" for beta in dict.fromkeys(reversed(operator.ratio)))
    return (
        f"Odd ratio collapses to nearest: at a ratio of {ratio}, {name} puts all its weight on one pixel per "
        "output pixel. So few are enough to attack it."
    )


def collapsed_axes(operator: ScalingOperator) -> tuple[str, ...]:
    """The axes ("down", "across") along which a kernel of several taps reads one pixel per output pixel."""
    measures = zip(("down", "across"), operator.taps, operator.kernel_width, operator.ratio, strict=True)
    return tuple(name for name, taps, width, ratio in measures if taps == 1 and width > 1 and ratio > 1)


def considered_words(count: int, operator: ScalingOperator) -> str:
    """How many pixels reach the threshold, beside the bound of Eq. 9."""
    height, width = operator.source_shape
    return (
        f"Considered: {grouped(count)} pixels, {percent(count / (height * width))} of the image. "
        f"Bound (Eq. 9): {percent(operator.share_bound)}."
    )


def footprint_words(x: int, y: int, footprint: Footprint) -> str:
    """What an output pixel is made of."""
    left, top, width, height = footprint.box
    count = int((footprint.weights != 0).sum())
    if count == 1:
        return f"Output {x}, {y} is source pixel {left}, {top} alone"
    largest = footprint.weights[np.unravel_index(np.abs(footprint.weights).argmax(), footprint.weights.shape)]
    return (
        f"Output {x}, {y}: {grouped(count)} source pixels in {width} × {height} at {left}, {top}, "
        f"largest weight {largest:.4g}"
    )


def output_caption(pipeline: Pipeline, modelled: bool) -> str:
    """What the output pane shows."""
    words = f"Output of {pipeline.label}"
    return f"{words} (modelled)" if modelled else words


def percent(share: float) -> str:
    """A share in words: 6.25 %, 0.0408 %."""
    return f"{100 * share:.3g} %"


def grouped(count: int) -> str:
    """A count with its thousands set apart by narrow spaces."""
    return f"{count:,}".replace(",", "\u202f")
