"""The few outputs that stay outside their bounds, solved where they are: sweeps over a large source to move
a dozen of them cost far more than they do.

With all other multipliers kept, those of a small box of outputs are a dual problem of the same kind: what the
others pull is added to the source, X(λ) = clip((S + pull of the others) + pull of the box), and the bounds
are those of the box. Solving it raises the dual value of the whole (block coordinate ascent).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from core.attacks.kernel import Kernel
from core.attacks.linear_problem import Floats, Limit, LinearGoal, LinearProblem
from core.scaling.coefficients import Matrix

HALO = 3
"""Outputs around one that is outside that are solved with it."""

OVERHEAD = 150_000
"""What handling one box once costs beside its pixels, in pixel values."""

WORTH = 0.25
"""Boxes that cost no more than this share of the whole source are solved by themselves."""

FEW = 0.02
"""Share of the outputs that may be outside for boxes to be looked for."""

MOST_ROUNDS = 12
ITERATIONS = 120
"""Iterations on a box in the first round; in each later one, when fewer outputs are left, so many more."""

Solve = Callable[[LinearProblem, Floats, int], Floats]
"""A problem, multipliers to start from, flat, and how often to iterate at most, to better multipliers."""

Marks = NDArray[np.bool_]

Corner = tuple[slice, int, slice]
"""Rows, channel and columns of a box of outputs."""


@dataclass(eq=False)
class Neighbourhoods:
    """Boxes of outputs of a problem with a single goal; counts how often some were solved."""

    problem: LinearProblem
    rounds: int = field(default=0, init=False)

    def found(self, outside: Marks, wrong: Marks) -> list["Box"]:
        """Boxes of the outputs outside their bounds, those of them that are wrong to be among; flat marks.

        None where solving them by themselves is not worth it.
        """
        room, shape = WORTH * self.problem.levels.size, self.problem.goals[0].low.shape
        if self.rounds >= MOST_ROUNDS or room < OVERHEAD or outside.mean() > FEW:
            return []
        boxes = []
        for corner in _corners(outside.reshape(shape), wrong.reshape(shape)):
            boxes.append(self._box(corner))
            room -= OVERHEAD + boxes[-1].pixels
            if room < 0:
                return []
        return boxes

    def solved(self, boxes: list["Box"], multipliers: Floats, solve: Solve) -> Floats:
        """The multipliers with those of the boxes made better, one box after the other."""
        self.rounds += 1
        shaped = multipliers.reshape(self.problem.goals[0].low.shape).copy()
        for box in boxes:
            part = box.part(self.problem, shaped)
            begun = shaped[box.corner]
            begun[...] = solve(part, begun.ravel(), ITERATIONS * self.rounds).reshape(begun.shape)
        return shaped.ravel()

    def _box(self, corner: Corner) -> "Box":
        rows, _, columns = corner
        return Box(corner, _span(self._left[rows]), _span(self._right[columns]), self._left, self._right)

    @property
    def _left(self) -> Matrix:
        return self.problem.goals[0].left

    @cached_property
    def _right(self) -> Matrix:
        return self.problem.goals[0].right.T.tocsr()


@dataclass(frozen=True, eq=False)
class Box:
    """Some outputs of one channel and the source pixels that they see. left: L; right: Rᵀ."""

    corner: Corner
    rows: slice
    columns: slice
    left: Matrix
    right: Matrix

    @property
    def pixels(self) -> int:
        """How many source pixels there are."""
        return len(range(self.rows.start, self.rows.stop)) * len(range(self.columns.start, self.columns.stop))

    def part(self, problem: LinearProblem, multipliers: Floats) -> LinearProblem:
        """The box as a problem of its own, under all the other multipliers (m, 3, n)."""
        down, channel, across = self.corner
        left, right = self.left[:, self.rows], self.right[:, self.columns]
        others = multipliers[:, channel].copy()
        others[down, across] = 0
        source = problem.levels[self._pixels] + _pull(left, others, right)[:, None]
        goal = problem.goals[0]
        low, high = (bound[down, channel : channel + 1, across] for bound in (goal.low, goal.high))
        kernel = Kernel(left[down], right[across].T.tocsr())
        least, most = (self._limit(limit) for limit in (problem.least, problem.most))
        return LinearProblem(source, (LinearGoal(kernel, low, high),), least, most, problem.tolerance / 2)

    @property
    def _pixels(self) -> tuple[slice, slice, slice]:
        return self.rows, slice(self.corner[1], self.corner[1] + 1), self.columns

    def _limit(self, limit: Limit) -> Limit:
        return limit if np.ndim(limit) == 0 else limit[self._pixels]  # type: ignore[index]


def _corners(outside: Marks, wrong: Marks) -> Iterator[Corner]:
    """Boxes around connected outputs that are outside, with room around them, where one of them is wrong."""
    around = np.ones((2 * HALO + 1, 2 * HALO + 1), np.uint8)
    for channel in range(outside.shape[1]):
        marks = cv2.dilate(outside[:, channel].astype(np.uint8), around)
        _, labels, figures, _ = cv2.connectedComponentsWithStats(marks)
        for label in np.unique(labels[wrong[:, channel]]):
            left, top, width, height = (int(figure) for figure in figures[label, :4])
            yield slice(top, top + height), channel, slice(left, left + width)


def _span(lines: Matrix) -> slice:
    """From the first to the last column that any row holds something in."""
    return slice(int(lines.indices.min()), int(lines.indices.max()) + 1)


def _pull(left: Matrix, multipliers: Floats, right: Matrix) -> Floats:
    """leftᵀ (r, m) · multipliers (m, n) · right (n, c)."""
    across = np.ascontiguousarray((right.T @ multipliers.T).T)
    return np.asarray(left.T @ across, np.float32)
