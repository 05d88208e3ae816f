"""Which outputs share source pixels: what a step for one output pixel can disturb, also under other goals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.attacks.linear_problem import LinearGoal
from core.scaling.coefficients import Matrix

Indices = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Span:
    """For every output of one goal the first and last output of another that its window touches, one axis."""

    first: Indices
    last: Indices

    @property
    def single(self) -> bool:
        """Whether every output touches at most itself."""
        return bool((self.first == self.last).all())


@dataclass(frozen=True, eq=False)
class Reach:
    """What the outputs of one goal disturb. spans: (rows, columns) in every goal, itself included.

    spacing: rows and columns by which two outputs must differ to disturb nothing in common.
    """

    spans: tuple[tuple[Span, Span], ...]
    spacing: tuple[int, int]

    @property
    def alone(self) -> bool:
        """Whether an output disturbs nothing but itself."""
        return len(self.spans) == 1 and all(span.single for span in self.spans[0])


def reaches(goals: tuple[LinearGoal, ...]) -> tuple[Reach, ...]:
    """The reach of every goal's outputs among all goals."""
    axes = [(goal.left, goal.right.T.tocsr()) for goal in goals]
    return tuple(_reach(own, axes) for own in axes)


def _reach(own: tuple[Matrix, Matrix], others: list[tuple[Matrix, Matrix]]) -> Reach:
    touched = [tuple(_touched(mine, its) for mine, its in zip(own, other, strict=True)) for other in others]
    spans = tuple((_span(rows), _span(columns)) for rows, columns in touched)
    spacing = [max(_spacing(pair[axis]) for pair in touched) for axis in (0, 1)]
    return Reach(spans, (spacing[0], spacing[1]))


def _touched(own: Matrix, other: Matrix) -> Matrix:
    """Non-zero where an output of one and an output of the other share a position."""
    return (abs(own) @ abs(other).T).tocsr()


def _span(touched: Matrix) -> Span:
    """First and last column per row; for an empty row a span of nothing, 0 to -1."""
    first, last = np.zeros(touched.shape[0], np.intp), np.full(touched.shape[0], -1, np.intp)
    filled = np.flatnonzero(np.diff(touched.indptr))
    if filled.size:
        first[filled] = np.minimum.reduceat(touched.indices, touched.indptr[filled])
        last[filled] = np.maximum.reduceat(touched.indices, touched.indptr[filled])
    return Span(first, last)


def _spacing(touched: Matrix) -> int:
    """The largest distance of two rows that have a column in common."""
    pairs = (touched @ touched.T).tocoo()
    return int(np.abs(pairs.coords[0] - pairs.coords[1]).max(initial=0))
