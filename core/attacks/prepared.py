"""A checked attack problem, reduced to the pixels that may change and the outputs they reach."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.attacks.linear_problem import Floats, LinearProblem, forward
from core.attacks.problem import AttackProblem, check_problem
from core.errors import AttackError
from core.images.arrays import RGB
from core.scaling.coefficients import Matrix
from core.scaling.operator import ScalingOperator, operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.robust import area_output

Indices = NDArray[np.intp]
Resize = Callable[[RGB, Pipeline], RGB]


@dataclass(frozen=True, eq=False)
class PreparedProblem:
    """What a solver gets.

    target: (h', w', 3) uint8, the output wanted; outside a region it is the source's own output.
    rows, columns: source rows and columns that may change and carry weight.
    outputs: output rows and columns that these reach.
    inside: output rows and columns that are to show the target.
    """

    source: RGB
    target: RGB
    norm: str
    epsilon: float
    operator: ScalingOperator
    rows: Indices
    columns: Indices
    outputs: tuple[slice, slice]
    inside: tuple[slice, slice]

    @cached_property
    def linear(self) -> LinearProblem:
        """The float problem over the pixels that may change."""
        left = self.operator.left[self.outputs[0]][:, self.rows].astype(np.float32)
        right = self.operator.right[self.columns][:, self.outputs[1]].astype(np.float32)
        free = self.free_part(self.source)
        bounds = self._bounds()
        problem = LinearProblem(left, right, free, *bounds)
        return problem if self.whole else self._less_fixed(problem)

    def free_part(self, image: RGB) -> Floats:
        """The rows and columns of `image` that may change, (rows, columns, 3)."""
        return image[np.ix_(self.rows, self.columns)].astype(np.float32)

    def attack_image(self, changed: Floats) -> RGB:
        """The source with `changed` (rows, columns, 3) rounded into place."""
        image = self.source.copy()
        image[np.ix_(self.rows, self.columns)] = np.clip(np.rint(changed), 0, 255)
        return image

    @property
    def whole(self) -> bool:
        """Whether no region limits the attack."""
        height, width = self.operator.target_shape
        return self.inside == (slice(0, height), slice(0, width))

    def _bounds(self) -> tuple[Floats, Floats]:
        wanted = self.target[self.outputs].astype(np.float32)
        return wanted - np.float32(self.epsilon), wanted + np.float32(self.epsilon)

    def _less_fixed(self, problem: LinearProblem) -> LinearProblem:
        """Bounds less what the fixed pixels contribute; outputs outside the region may stay as they are."""
        now = self.operator.forward(self.source.astype(np.float32))[self.outputs]
        outside = np.ones(self.target.shape, np.bool_)
        outside[self.inside] = False
        outside = outside[self.outputs]
        low = np.where(outside, np.minimum(problem.low, now), problem.low)
        high = np.where(outside, np.maximum(problem.high, now), problem.high)
        fixed = now - forward(problem, problem.source)
        return replace(problem, low=low - fixed, high=high - fixed)


def prepare_problem(problem: AttackProblem, resize: Resize) -> PreparedProblem:
    """Check the problem and reduce it. Raises `AttackError` with one sentence when it makes no sense."""
    check_problem(problem)
    if len(problem.goals) > 1 or problem.freedom is not None or problem.box != (0, 255):
        raise AttackError("Not yet.")
    height, width = problem.source.shape[:2]
    operator = operator_for(problem.pipeline, (height, width))
    x, y, region_width, region_height = problem.region or (0, 0, width, height)
    vertical = _axis(operator.left, y, region_height)
    horizontal = _axis(operator.right.T.tocsr(), x, region_width)
    if vertical is None or horizontal is None:
        raise AttackError(
            f"The region of {region_width}×{region_height} pixels holds no whole output pixel of "
            f"{problem.pipeline.label}; make it larger."
        )
    inside = (vertical[2], horizontal[2])
    target = area_output(problem.target, operator.target_shape)
    if problem.region is not None:
        wanted = target
        target = resize(problem.source, problem.pipeline).copy()
        target[inside] = wanted[inside]
    return PreparedProblem(
        source=problem.source,
        target=target,
        norm=problem.norm,
        epsilon=problem.epsilon,
        operator=operator,
        rows=vertical[0],
        columns=horizontal[0],
        outputs=(vertical[1], horizontal[1]),
        inside=inside,
    )


def _axis(matrix: Matrix, start: int, length: int) -> tuple[Indices, slice, slice] | None:
    """One axis: free positions with weight, outputs they reach, outputs that only they reach."""
    weights = abs(matrix)
    within = weights[:, start : start + length]
    positions = start + np.flatnonzero(within.sum(axis=0))
    reached = np.flatnonzero(within.sum(axis=1))
    counts = np.diff(matrix.indptr)
    inside = np.flatnonzero((np.diff(within.tocsr().indptr) == counts) & (counts > 0))
    if inside.size == 0:
        return None
    return (
        positions,
        slice(int(reached[0]), int(reached[-1]) + 1),
        slice(int(inside[0]), int(inside[-1]) + 1),
    )
