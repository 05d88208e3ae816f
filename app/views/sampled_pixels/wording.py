"""What the numbers of a scaling operator mean, in words."""

import math

import numpy as np

from core.percent import percent
from core.scaling.catalogue import algorithm, library
from core.scaling.footprint import Footprint
from core.scaling.operator import ScalingOperator
from core.scaling.pipeline import Pipeline
from core.scaling.vulnerability import Verdict, Vulnerability
from core.scaling.vulnerability_words import VERDICT_WORDS, decibels, deciding_words

OUTCOMES: dict[Verdict, str] = {
    "open": "Whoever changes just these decides what the model sees; a person still sees the rest.",
    "partly": "An attack works here, but leaves traces one can see.",
    "robust": "An attack here would plainly show what it hides.",
}


def share_title(operator: ScalingOperator, row: Vulnerability | None) -> str:
    """The headline: which part of the image makes the output; `row`: what an attacker can do."""
    if operator.sampled_share < 1:
        return f"{percent(operator.sampled_share)} of the pixels carry the output"
    if row is None:
        return "Every pixel is read"
    if row.all_decide:
        return "Every pixel carries the output"
    return f"Every pixel is read, but about {deciding_words(row)} decide an output"


def share_meaning(operator: ScalingOperator, row: Vulnerability | None) -> str:
    """What that means for an attack, in the words of the Vulnerability view."""
    outside = "" if operator.pipeline.crop is None else "What lies outside of the crop carries nothing."
    reason = "" if row is None else row.reason
    outcome = "" if row is None or row.pixels_per_output == 1 else OUTCOMES[row.verdict]
    return " ".join(part for part in (outside, reason, outcome) if part)


def judgement(row: Vulnerability | None) -> tuple[tuple[str, str], ...]:
    """Name and value of what is predicted; without a prediction the same names, so that nothing jumps."""
    verdict = "…" if row is None else f"{VERDICT_WORDS[row.verdict]}, {decibels(row.psnr)} predicted"
    deciding = "…" if row is None else f"{deciding_words(row)} pixels"
    return (("Decide an output", deciding), ("Vulnerability", verdict))


def numbers(operator: ScalingOperator) -> tuple[tuple[str, str], ...]:
    """Name and value of each figure."""
    height, width = operator.source_shape
    sampled = int(operator.sampled_rows.sum()) * int(operator.sampled_columns.sum())
    (beta_v, beta_h), (sigma_v, sigma_h) = operator.ratio, operator.kernel_width
    share = percent(operator.sampled_share)
    return (
        ("Sampled pixels", f"{share}: {grouped(sampled)} of {grouped(height * width)}"),
        ("Bound (Eq. 9)", bound_words(operator)),
        ("Scaling ratio β", f"{beta_h:.4g} horizontal, {beta_v:.4g} vertical"),
        ("Kernel width σ", f"{sigma_h:.4g} horizontal, {sigma_v:.4g} vertical, in pixels"),
        ("Read per output pixel", f"{operator.taps[1]} × {operator.taps[0]} pixels"),
    )


def bound_words(operator: ScalingOperator) -> str:
    """The bound of Eq. 9 with what it is made of: beyond a crop there is nothing to sample."""
    bound = percent(operator.share_bound)
    if operator.pipeline.crop is None:
        return f"{bound} = σₕσᵥ / βₕβᵥ, at most 100 %"
    kernel, kept = math.prod(operator.kernel_width) / math.prod(operator.ratio), scaled_share(operator)
    if math.isclose(operator.share_bound, kernel * kept):
        return f"{bound} = σₕσᵥ / βₕβᵥ × {percent(kept)}, the crop's share of the image"
    beyond = "" if operator.pipeline.cut is None else " and what its kernels reach beyond it"
    return f"{bound}, the crop's share of the image{beyond}: σₕσᵥ / βₕβᵥ is 100 % or more"


def scaled_share(operator: ScalingOperator) -> float:
    """Share of the source that the outputs stand for, 0..1: that of the crop, to parts of a pixel."""
    axes = zip(operator.target_shape, operator.ratio, operator.source_shape, strict=True)
    return math.prod(outputs * ratio / length for outputs, ratio, length in axes)


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


def grouped(count: int) -> str:
    """A count with its thousands set apart by narrow spaces."""
    return f"{count:,}".replace(",", "\u202f")


def figure(weight: float) -> str:
    """A weight with four digits after the point; one that would round to zero by its magnitude."""
    tiny = 0 < abs(weight) < 5e-5
    words = f"{weight:.0e}".replace("e-0", "e-") if tiny else f"{weight:.4f}"
    return words.replace("-", "−")
