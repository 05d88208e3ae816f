"""The attack problem: what the attacker has, wants and may change; checked before any work is done."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.attacks.catalogue import norm_spec
from core.errors import AttackError
from core.images.arrays import RGB, as_rgb
from core.scaling.pipeline import Pipeline

Region = tuple[int, int, int, int]
Box = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Goal:
    """One pipeline and what it is to show: target, (H, W, 3) uint8 of any size, is scaled robustly to it."""

    pipeline: Pipeline
    target: RGB


@dataclass(frozen=True, eq=False)
class AttackProblem:
    """Make `source` scale to every goal's target (paper, Eq. 1): min ‖A - S‖ so that |scale(A) - T| ≤ ε.

    source: (H, W, 3) uint8. norm: id from `NORMS`. epsilon: grey levels, at least 0.
    region: (x, y, w, h) in source pixels; with it only pixels inside may change, and outside it every output
    stays that of the source. box: least and largest grey level a changed pixel may get, within 0..255.
    freedom: (H, W) grey levels, the most each pixel may change; 0 for a fixed one, None for all free.
    """

    source: RGB
    goals: tuple[Goal, ...]
    norm: str = "l2"
    epsilon: float = 1.0
    region: Region | None = None
    box: Box = (0, 255)
    freedom: NDArray[np.float32] | None = None

    @property
    def pipeline(self) -> Pipeline:
        """The first goal's pipeline."""
        return self.goals[0].pipeline

    @property
    def target(self) -> RGB:
        """The first goal's target as given."""
        return self.goals[0].target


def attack_problem(
    source: RGB,
    target: RGB,
    pipeline: Pipeline,
    norm: str = "l2",
    epsilon: float = 1.0,
    region: Region | None = None,
    box: Box = (0, 255),
    freedom: NDArray[np.float32] | None = None,
) -> AttackProblem:
    """The usual problem, with a single goal; the rest as in `AttackProblem`."""
    return AttackProblem(source, (Goal(pipeline, target),), norm, epsilon, region, box, freedom)


def check_problem(problem: AttackProblem, *, any_source: bool = False) -> None:
    """Raise `AttackError` (or `UnknownNameError` for the norm) when the problem makes no sense.

    any_source: the source is going to be replaced, so that its size does not matter.
    """
    if not problem.goals:
        raise AttackError("The attack has no goal; name at least one pipeline and the target it is to show.")
    _check_colour(problem.source, "source")
    norm_spec(problem.norm)
    for goal in problem.goals:
        _check_colour(goal.target, "target")
        if not any_source:
            _check_ratio(problem.source, goal.pipeline)
    _check_twice(problem.goals)
    _check_epsilon(problem.epsilon)
    _check_box(problem.box)
    if problem.region is not None:
        _check_region(problem.region, problem.source)
    if problem.freedom is not None:
        _check_freedom(problem.freedom, problem.source)


def _check_colour(image: NDArray[np.uint8], role: str) -> None:
    try:
        as_rgb(image)
    except ValueError as error:
        shape = "×".join(map(str, image.shape))
        raise AttackError(
            f"The {role} is an array of {shape} {image.dtype}, but attacks are made on RGB images of 8 bits; "
            "convert a grey image, or drop the alpha channel."
        ) from error


def _check_ratio(source: RGB, pipeline: Pipeline) -> None:
    height, width = source.shape[:2]
    to_height, to_width = pipeline.target_shape
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


def _check_twice(goals: tuple[Goal, ...]) -> None:
    pipelines = [goal.pipeline for goal in goals]
    for place, pipeline in enumerate(pipelines):
        if pipeline in pipelines[:place]:
            raise AttackError(
                f"{pipeline.label} is there twice, but it makes one output of one image; "
                "choose another pipeline or remove one."
            )


def _check_box(box: Box) -> None:
    least, most = box
    if not 0 <= least < most <= 255:
        raise AttackError(
            f"The range of grey levels is {least} to {most}; give two from 0 to 255, the lower one first."
        )


def _check_freedom(freedom: NDArray[np.float32], source: RGB) -> None:
    if freedom.shape != source.shape[:2]:
        height, width = source.shape[:2]
        raise AttackError(
            f"The freedom per pixel has the shape {freedom.shape}, but the source has {height} rows of "
            f"{width} pixels; give one number per pixel."
        )
    if not float(freedom.min(initial=0)) >= 0:  # also where one is not a number
        raise AttackError("The freedom of a pixel is negative or not a number; give grey levels from 0 on.")


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
