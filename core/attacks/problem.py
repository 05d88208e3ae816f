"""The attack problem: what the attacker has, wants and may change; checked before any work is done."""

import math
from dataclasses import dataclass

from core.attacks.catalogue import norm_spec
from core.errors import AttackError
from core.images.arrays import RGB, as_rgb
from core.scaling.pipeline import Pipeline

Region = tuple[int, int, int, int]


@dataclass(frozen=True, eq=False)
class AttackProblem:
    """Make `source` scale to `target` (paper, Eq. 1): min ‖A - S‖ so that |scale(A) - T| ≤ ε, 0 ≤ A ≤ 255.

    source, target: (H, W, 3) uint8 of any size; the target is first scaled robustly to the pipeline's
    target shape. epsilon: grey levels, at least 0. region: (x, y, w, h) in source pixels; with it only
    pixels inside may change, and outside it the output stays that of the source.
    """

    source: RGB
    target: RGB
    pipeline: Pipeline
    norm: str = "l2"
    epsilon: float = 1.0
    region: Region | None = None


def check_problem(problem: AttackProblem) -> None:
    """Raise `AttackError` (or `UnknownNameError` for the norm) when the problem makes no sense."""
    as_rgb(problem.source)
    as_rgb(problem.target)
    norm_spec(problem.norm)
    _check_ratio(problem)
    _check_epsilon(problem.epsilon)
    if problem.region is not None:
        _check_region(problem.region, problem.source)


def _check_ratio(problem: AttackProblem) -> None:
    height, width = problem.source.shape[:2]
    to_height, to_width = problem.pipeline.target_shape
    sizes = f"the source is {width}×{height} and the target size {to_width}×{to_height}"
    if to_height > height or to_width > width:
        raise AttackError(
            f"Scaling attacks need an image that is scaled down, but {sizes}; "
            "take a larger source or a smaller target size."
        )
    if (to_height, to_width) == (height, width):
        raise AttackError(
            f"At a ratio of 1:1 every pixel is seen by everyone, so nothing can be hidden: {sizes}; "
            "take a larger source or a smaller target size."
        )


def _check_epsilon(epsilon: float) -> None:
    if not math.isfinite(epsilon) or not 0 <= epsilon <= 255:
        raise AttackError(
            f"ε is {epsilon:g}, but it is an error in grey levels; give a number from 0 to 255."
        )


def _check_region(region: Region, source: RGB) -> None:
    height, width = source.shape[:2]
    x, y, region_width, region_height = region
    if region_width < 1 or region_height < 1:
        raise AttackError(
            f"The region is {region_width}×{region_height} and so has no pixels; "
            "give a width and height of at least 1."
        )
    if x < 0 or y < 0 or x + region_width > width or y + region_height > height:
        raise AttackError(
            f"The region {region_width}×{region_height} at ({x}, {y}) reaches outside the source of "
            f"{width}×{height}; give one that lies inside."
        )
