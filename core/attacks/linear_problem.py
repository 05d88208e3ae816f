"""The attack as a linear problem: how far the outputs can be steered by the pixels that may change.

Images are (rows, 3, columns) here, the three channels of a row side by side: L then multiplies rows and R
columns without anything being turned around.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from core.attacks.banded import Piece, add_weighted, cut, gathered, spread, weighted_back
from core.attacks.kernel import Kernel
from core.scaling.coefficients import Matrix

Floats = NDArray[np.float32]
Limit = np.float32 | Floats

BAND_VALUES = 36_000
"""Source values handled at a time: small enough for the processor's cache and for a quick cancel."""

LEAST_ROWS = 8
"""Fewer rows at a time than this make poor use of the matrix product."""

COLUMNS_AT_A_TIME = 64

VIOLATION_TOLERANCE = 0.02
"""Grey levels a float solution may leave its bounds by, unless the problem says otherwise."""


@dataclass(frozen=True, eq=False)
class LinearGoal:
    """One pipeline's part: low ≤ L·X·R ≤ high. Bounds are (m, 3, n)."""

    kernel: Kernel
    low: Floats
    high: Floats

    @property
    def left(self) -> Matrix:
        """L, (m, r) float32 CSR."""
        return self.kernel.left

    @property
    def right(self) -> Matrix:
        """R, (c, n) float32 CSR."""
        return self.kernel.right


@dataclass(frozen=True, eq=False)
class LinearProblem:
    """Change a source S as little as possible so that low ≤ L·X·R ≤ high for every goal (Eq. 1, 2).

    levels: S, (r, 3, c), float32, or uint8 in any layout: a large source is a view of its image, not a copy.

    Only rows and columns that may change and carry weight are in it; what fixed pixels contribute to the
    outputs is already subtracted from the bounds. least ≤ X ≤ most: grey levels, or (r, 3, c) of them.
    tolerance: grey levels by which a float solution may leave the bounds; strays: share of outputs that may
    by more. The integer repair forgives some.
    Multipliers and bounds of all goals are handled as one vector, the goals one after the other.
    """

    levels: Floats | NDArray[np.uint8]
    goals: tuple[LinearGoal, ...]
    least: Limit = np.float32(0)  # noqa: RUF009 (immutable)
    most: Limit = np.float32(255)  # noqa: RUF009
    tolerance: float = VIOLATION_TOLERANCE
    strays: float = 0.0

    @cached_property
    def source(self) -> Floats:
        """S as a whole, (r, 3, c); large sources are better handled in bands."""
        return self.source_rows(slice(0, len(self.levels)))

    def source_rows(self, rows: slice) -> Floats:
        """Some rows of S, (k, 3, c), not to be written to."""
        part = self.levels[rows]
        if part.dtype == np.float32:
            return np.asarray(part, np.float32)
        floats = np.empty(part.shape, np.float32)
        for channel, plane in enumerate(cv2.split(part.transpose(0, 2, 1))):
            floats[:, channel] = plane
        return floats

    @cached_property
    def bands(self) -> tuple[tuple[Piece, ...], ...]:
        """Every goal's L, cut at the same source rows: one piece per goal and band."""
        length = self.levels.shape[1] * self.levels.shape[2]
        most = min(goal.kernel.rows_at_once(length) for goal in self.goals)
        height = max(LEAST_ROWS, min(BAND_VALUES // length, most))
        return tuple(zip(*(goal.kernel.rows(height) for goal in self.goals), strict=True))

    @cached_property
    def low(self) -> Floats:
        """All lower bounds, flat."""
        return np.concatenate([goal.low.ravel() for goal in self.goals])

    @cached_property
    def high(self) -> Floats:
        """All upper bounds, flat."""
        return np.concatenate([goal.high.ravel() for goal in self.goals])

    @cached_property
    def windows_overlap(self) -> bool:
        """Whether any pixel contributes to more than one output pixel."""
        if len(self.goals) > 1:
            return True
        return self.goals[0].kernel.overlaps

    def per_goal(self, values: Floats) -> list[Floats]:
        """A flat vector as one view (m, 3, n) per goal."""
        ends = np.cumsum([goal.low.size for goal in self.goals])[:-1]
        parts = np.split(values, ends)
        return [part.reshape(goal.low.shape) for part, goal in zip(parts, self.goals, strict=True)]

    def limits(self, rows: slice) -> tuple[Limit, Limit]:
        """`least` and `most` of those rows."""
        least = self.least if np.ndim(self.least) == 0 else self.least[rows]  # type: ignore[index]
        most = self.most if np.ndim(self.most) == 0 else self.most[rows]  # type: ignore[index]
        return least, most

    def with_bounds(self, low: Floats, high: Floats) -> "LinearProblem":
        """The same problem with other bounds, flat."""
        pairs = zip(self.goals, self.per_goal(low), self.per_goal(high), strict=True)
        return replace(self, goals=tuple(replace(goal, low=own, high=top) for goal, own, top in pairs))

    def widened(self, beyond: Floats) -> "LinearProblem":
        """The same with room for outputs that go beyond their bounds by so many levels, flat."""
        extra = np.ceil(beyond)
        return self.with_bounds(self.low - extra, self.high + extra)


def product(left: Matrix, image: Floats, right: Matrix) -> Floats:
    """left (m, r) · image (r, channels, c) · right (c, n) per channel, (m, channels, n)."""
    rows, channels, columns = image.shape
    vertical = np.asarray(left @ image.reshape(rows, -1)).reshape(-1, columns)
    pieces = cut(right.T.tocsr(), COLUMNS_AT_A_TIME)
    return gathered(pieces, vertical, right.shape[1]).reshape(left.shape[0], channels, -1)


def unchanged(problem: LinearProblem) -> Floats:
    """L·S·R for all goals, flat."""
    sums = Sums(problem)
    for band in problem.bands:
        sums.add(band, problem.source_rows(band[0].positions))
    return sums.outputs()


def sweep(
    problem: LinearProblem,
    multipliers: Floats,
    update: Callable[[slice, Floats], Floats],
    poll: Callable[[], None],
) -> Floats:
    """L·X·R (flat) of the image X that `update` gives from the pull Σ Lᵀ·λ·Rᵀ, band by band.

    `update(rows, pull)` returns those rows of X, (k, 3, c), and may write over the pull; the whole image is
    never held here.
    """
    horizontal = pull_of_columns(problem, multipliers)
    poll()
    sums = Sums(problem)
    for band in problem.bands:
        sums.add(band, update(band[0].positions, band_pull(band, horizontal, problem)))
        poll()
    return sums.outputs()


class Sums:
    """What every output sees of an image that comes in bands; squared: by its weights squared."""

    def __init__(self, problem: LinearProblem, *, squared: bool = False) -> None:
        self.problem, self.squared = problem, squared
        length = problem.levels.shape[1] * problem.levels.shape[2]
        self.vertical = [np.zeros((len(goal.low), length), np.float32) for goal in problem.goals]

    def add(self, band: tuple[Piece, ...], image: Floats) -> None:
        """One band of the image, (k, 3, c)."""
        lines = image.reshape(len(image), -1)
        for piece, own in zip(band, self.vertical, strict=True):
            add_weighted(piece.squared if self.squared else piece, lines, own)

    def outputs(self) -> Floats:
        """Once all bands are in: L·X·R of all goals, flat."""
        outputs = [
            self._across(goal, own) for goal, own in zip(self.problem.goals, self.vertical, strict=True)
        ]
        return outputs[0] if len(outputs) == 1 else np.concatenate(outputs)

    def _across(self, goal: LinearGoal, vertical: Floats) -> Floats:
        pieces = (
            tuple(piece.squared for piece in goal.kernel.columns) if self.squared else goal.kernel.columns
        )
        lines = vertical.reshape(-1, self.problem.levels.shape[2])
        return gathered(pieces, lines, goal.low.shape[2]).ravel()


def pull_of_columns(problem: LinearProblem, multipliers: Floats) -> list[Floats]:
    """λ·Rᵀ per goal, (m, 3·c)."""
    return [
        spread(goal.kernel.columns, own.reshape(-1, own.shape[2])).reshape(len(own), -1)
        for goal, own in zip(problem.goals, problem.per_goal(multipliers), strict=True)
    ]


def band_pull(band: tuple[Piece, ...], horizontal: list[Floats], problem: LinearProblem) -> Floats:
    """Σ Lᵀ·λ·Rᵀ of one band, (k, 3, c), from λ·Rᵀ."""
    pull = weighted_back(band[0], horizontal[0])
    for piece, own in zip(band[1:], horizontal[1:], strict=True):
        pull += weighted_back(piece, own)
    return pull.reshape(-1, *problem.levels.shape[1:])
