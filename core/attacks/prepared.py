"""A checked attack problem, reduced to the pixels that may change and the outputs they reach."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, reduce

import cv2
import numpy as np
from numpy.typing import NDArray

from core.attacks.float_solution import Bands
from core.attacks.linear_problem import VIOLATION_TOLERANCE, Floats, Limit, LinearGoal, LinearProblem, product
from core.attacks.problem import AttackProblem, Box, Goal, check_problem
from core.attacks.reached import Axis, Indices, kernel_of, reached
from core.images.arrays import RGB
from core.scaling.operator import ScalingOperator, operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.robust import area_output

WHITE = 255
Resize = Callable[[RGB, Pipeline], RGB]

ROUNDED_SAFELY = 0.45
"""Outputs are rounded: one that is this far beyond a whole number of levels still comes out as that many."""

STRAYS = 1 / 2000
"""Share of outputs that a float solution may leave to the integer repair, one step of single pixels each."""

HEAVY_ENOUGH = 0.01
"""Weight of a window's heaviest pixel from which a step of it moves its output by some grey levels."""

LARGE = 10_000_000
"""Values of a source from which it is turned into floats band by band, whenever they are needed."""

FORGIVEN = 0.3
"""Most that the integer repair is left to mend of a float solution, grey levels."""


@dataclass(frozen=True, eq=False)
class PreparedGoal:
    """One pipeline of the problem.

    target: (h', w', 3) uint8, the output wanted; outside a region it is the source's own output.
    epsilon: grey levels; (h', w', 3) of them where some outputs needed a larger one.
    outputs: output rows and columns that the free pixels reach; inside: those that are to show the target.
    """

    target: RGB
    operator: ScalingOperator
    outputs: tuple[slice, slice]
    inside: tuple[slice, slice]
    epsilon: Limit

    @property
    def pipeline(self) -> Pipeline:
        """Library, algorithm and target size."""
        return self.operator.pipeline

    @property
    def whole(self) -> bool:
        """Whether the target fills the whole output."""
        height, width = self.operator.target_shape
        return self.inside == (slice(0, height), slice(0, width))


@dataclass(frozen=True, eq=False)
class PreparedProblem:
    """What a solver gets. rows, columns: those of the source that may change and carry weight anywhere."""

    source: RGB
    goals: tuple[PreparedGoal, ...]
    norm: str
    epsilon: float
    rows: Indices
    columns: Indices
    box: Box = (0, 255)
    freedom: Floats | None = None

    @cached_property
    def linear(self) -> LinearProblem:
        """The float problem over the pixels that may change."""
        part = self.source[self.grid]
        levels = part.transpose(0, 2, 1) if part.size >= LARGE else self.free_part(self.source)
        goals = tuple(self._linear_goal(goal) for goal in self.goals)
        least, most = self._limits()
        whole = math.floor(self.epsilon) + ROUNDED_SAFELY
        spare = min(max(whole - self.epsilon, VIOLATION_TOLERANCE), FORGIVEN)
        heaviest = min(goal.kernel.heaviest for goal in goals)
        strays = STRAYS if spare > VIOLATION_TOLERANCE and heaviest >= HEAVY_ENOUGH else 0.0
        return LinearProblem(levels, goals, least, most, spare, strays)

    @cached_property
    def grid(self) -> tuple[NDArray[np.intp], NDArray[np.intp]] | tuple[slice, slice]:
        """Index of the pixels that may change: slices where all rows and columns in between may."""
        return self._grid_of(slice(0, len(self.rows)))

    def _grid_of(self, band: slice) -> tuple[NDArray[np.intp], NDArray[np.intp]] | tuple[slice, slice]:
        """The same of a band of the rows that may change."""
        rows, columns = _as_slice(self.rows[band]), self._column_slice
        if rows is None or columns is None:
            return self.rows[band, None], self.columns[None]
        return rows, columns

    @cached_property
    def _column_slice(self) -> slice | None:
        return _as_slice(self.columns)

    def raised(self, beyond: Floats) -> "PreparedProblem":
        """The same with a larger ε, in whole levels, for outputs that can not be brought nearer.

        beyond: by how many grey levels, flat as in `LinearProblem`.
        """
        goals = []
        for goal, own in zip(self.goals, self.linear.per_goal(np.ceil(beyond)), strict=True):
            epsilon = np.array(np.broadcast_to(goal.epsilon, goal.target.shape))
            epsilon[goal.outputs] += own.transpose(0, 2, 1)
            goals.append(replace(goal, epsilon=epsilon))
        return replace(self, goals=tuple(goals))

    def free_part(self, image: RGB) -> Floats:
        """The pixels of `image` that may change, (rows, 3, columns)."""
        part = image[self.grid]
        free = np.empty((len(part), 3, part.shape[1]), np.float32)
        for channel, plane in enumerate(cv2.split(part)):
            free[:, channel] = plane
        return free

    def attack_image(self, changed: Floats) -> RGB:
        """The source with `changed` (rows, 3, columns) rounded into place."""
        return self.attack_image_of(iter([(slice(0, len(changed)), changed)]))

    def attack_image_of(self, bands: Bands) -> RGB:
        """The same from bands of rows, with little memory beside the image."""
        image = self.source.copy()
        for rows, changed in bands:
            levels = np.rint(changed)
            planes = np.clip(levels, 0, 255, out=levels).astype(np.uint8)
            image[self._grid_of(rows)] = cv2.merge([planes[:, channel] for channel in range(3)])
        return image

    def allowed(self, image: RGB) -> RGB:
        """`image`, the source but for free pixels, with these as near to it as box and freedom allow."""
        changed = np.clip(self.free_part(image), *self._limits())
        return self.attack_image(changed)

    def _limits(self) -> tuple[Limit, Limit]:
        low, high = (np.float32(level) for level in self.box)
        if self.freedom is None and self.box == (0, 255):
            return low, high
        free = self.free_part(self.source)
        least, most = np.minimum(low, free), np.maximum(high, free)  # pixels outside the box may stay there
        if self.freedom is not None:
            freedom = self.freedom[self.grid].astype(np.float32)[:, None]
            least, most = np.maximum(least, free - freedom), np.minimum(most, free + freedom)
        return np.ceil(least), np.floor(most)

    def _linear_goal(self, goal: PreparedGoal) -> LinearGoal:
        kernel = kernel_of(goal.operator, goal.outputs, self.rows, self.columns)
        wanted = goal.target[goal.outputs].transpose(0, 2, 1).astype(np.float32)
        epsilon = np.float32(min(self.epsilon, math.floor(self.epsilon) + ROUNDED_SAFELY))
        low, high = _open_at_the_ends(goal, wanted - epsilon, wanted + epsilon)
        if goal.whole:
            return LinearGoal(kernel, low, high)
        now = goal.operator.forward(self.source.astype(np.float32))[goal.outputs].transpose(0, 2, 1)
        fixed = now - product(kernel.left, self.free_part(self.source), kernel.right)
        low, high = _open_outside(goal, now, low, high)
        return LinearGoal(kernel, low - fixed, high - fixed)


def prepare_problem(problem: AttackProblem, resize: Resize) -> PreparedProblem:
    """Check the problem and reduce it. Raises `AttackError` with one sentence when it makes no sense."""
    check_problem(problem)
    height, width = problem.source.shape[:2]
    region = problem.region or (0, 0, width, height)
    axes = [reached(goal.pipeline, region, (height, width)) for goal in problem.goals]
    goals = tuple(
        _prepared_goal(problem, goal, own, resize) for goal, own in zip(problem.goals, axes, strict=True)
    )
    return PreparedProblem(
        source=problem.source,
        goals=goals,
        norm=problem.norm,
        epsilon=problem.epsilon,
        rows=reduce(np.union1d, (vertical.positions for vertical, _ in axes)),
        columns=reduce(np.union1d, (horizontal.positions for _, horizontal in axes)),
        box=problem.box,
        freedom=problem.freedom,
    )


def _open_at_the_ends(goal: PreparedGoal, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Libraries clip their outputs: one that is to be black or white may lie beyond it as far as it can."""
    left, right = abs(goal.operator.left).sum(axis=1).max(), abs(goal.operator.right).sum(axis=0).max()
    beyond = np.float32(max(0.0, float(left * right) - 1) * WHITE)
    if beyond < 1:
        return low, high
    return np.where(low <= 0, low - beyond, low), np.where(high >= WHITE, high + beyond, high)


def _open_outside(goal: PreparedGoal, now: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Outputs outside the region may stay as they are."""
    outside = np.ones(goal.target.shape[:2], np.bool_)
    outside[goal.inside] = False
    kept = outside[goal.outputs][:, None]
    return np.where(kept, np.minimum(low, now), low), np.where(kept, np.maximum(high, now), high)


def _prepared_goal(
    problem: AttackProblem, goal: Goal, axes: tuple[Axis, Axis], resize: Resize
) -> PreparedGoal:
    operator = operator_for(goal.pipeline, (problem.source.shape[0], problem.source.shape[1]))
    inside = (axes[0].inside, axes[1].inside)
    target = area_output(goal.target, operator.target_shape)
    if problem.region is not None:
        wanted = target
        target = resize(problem.source, goal.pipeline).copy()
        target[inside] = wanted[inside]
    epsilon = np.float32(problem.epsilon)
    return PreparedGoal(target, operator, (axes[0].outputs, axes[1].outputs), inside, epsilon)


def _as_slice(positions: Indices) -> slice | None:
    first, last = int(positions[0]), int(positions[-1])
    return slice(first, last + 1) if last - first + 1 == positions.size else None
