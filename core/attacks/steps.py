"""Single steps of the integer repair: which pixel of an output's window moves, and how far."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.attacks.linear_problem import Floats, Limit
from core.attacks.prepared import PreparedProblem
from core.attacks.taps import TapTable, tap_table
from core.images.arrays import RGB

Where = tuple[NDArray[np.intp], ...]
"""Indices along rows, columns and channels."""

MARGINS = np.array((0.1, 0.35, 0.6, 0.9), np.float32)
"""How much further than needed a try moves the output, grey levels; then the next pixel is tried."""

PIXELS_TRIED = 4
WINDOW_VALUES = 2_000_000
"""Window values looked at in one round; bounds memory where kernels are wide."""

ROWS_FIRST, CHANGED_FIRST = 1000, 100


@dataclass(frozen=True, eq=False)
class Mover:
    """The windows of one goal's outputs among the free pixels."""

    problem: PreparedProblem
    vertical: TapTable
    horizontal: TapTable

    @staticmethod
    def of(problem: PreparedProblem, number: int) -> "Mover":
        """For the problem's goal of that number."""
        goal = problem.linear.goals[number]
        return Mover(problem, tap_table(goal.left, 0), tap_table(goal.right.T.tocsr(), 0))

    @property
    def most_at_once(self) -> int:
        """Output pixels that one round can look at."""
        pixels: int = self.vertical.weights.shape[1] * self.horizontal.weights.shape[1]
        return max(1, WINDOW_VALUES // pixels)

    def may_try(self, tries: NDArray[np.int16]) -> NDArray[np.bool_]:
        """Where something is left to try after so many tries."""
        return tries < len(MARGINS) * PIXELS_TRIED

    def move(self, image: RGB, excess: Floats, tries: NDArray[np.int16], chosen: Where) -> tuple[Where, RGB]:
        """Move one pixel of `image` per chosen output pixel; returns the pixels and their values before.

        excess, tries: of the chosen output pixels, (count,).
        """
        need = np.maximum(np.abs(excess) - 1, 0) + MARGINS[tries % len(MARGINS)]
        free, weights = self._windows(chosen)
        at = (self.problem.rows[free[0]], self.problem.columns[free[1]], free[2])
        values = image[at].astype(np.float32)
        direction = -np.sign(excess)[:, None, None] * np.sign(weights)
        least, most = (_at(limit, free) for limit in (self.problem.linear.least, self.problem.linear.most))
        room = np.where(direction > 0, most - values, np.where(direction < 0, values - least, 0))
        score, rank = _score(np.abs(weights), room, need), tries // len(MARGINS)
        if self.problem.norm in ("l0", "l1"):  # half of the tries go to pixels that have changed anyway
            sparing = rank < PIXELS_TRIED // 2
            score *= 1 + CHANGED_FIRST * sparing[:, None, None] * (values != self.problem.source[at])
            rank = rank % (PIXELS_TRIED // 2)
        picked = _ranked(score, rank)
        steps = np.ceil(need / np.maximum(np.abs(weights[picked]), 1e-6))
        where = (at[0][picked[0], picked[1], 0], at[1][picked[0], 0, picked[2]], chosen[2])
        before = image[where]
        image[where] = before + direction[picked] * np.minimum(steps, room[picked])
        return where, before

    def _windows(self, chosen: Where) -> tuple[Where, Floats]:
        """Where the windows lie among the free pixels, and their weights (count, kv, kh)."""
        row, column, channel = chosen
        weights = self.vertical.weights[row][:, :, None] * self.horizontal.weights[column][:, None, :]
        rows, columns = self.vertical.positions[row], self.horizontal.positions[column]
        return (rows[:, :, None], columns[:, None, :], channel[:, None, None]), weights


def _at(limit: Limit, free: Where) -> Limit:
    return limit if np.ndim(limit) == 0 else limit[free[0], free[2], free[1]]  # type: ignore[index]


def _score(weights: Floats, room: Floats, need: Floats) -> Floats:
    """How useful each pixel of a window is: first those that suffice alone, of these the heaviest.

    The best pixel of every row comes before the second best of any: Pillow clips between its two passes,
    and then only another row can help.
    """
    score = np.minimum(weights * room, need[:, None, None]) * (1 + weights)
    return np.asarray(score * (1 + ROWS_FIRST * (score == score.max(axis=2, keepdims=True))), np.float32)


def _ranked(score: Floats, rank: NDArray[np.int16]) -> Where:
    """Indices into (count, kv, kh): in each window the pixel of that rank by score."""
    count = np.arange(len(score))
    flat = score.reshape(len(score), -1)
    place = np.minimum(rank.astype(np.intp), flat.shape[1] - 1)
    best = np.argsort(-flat, axis=1, kind="stable")[count, place]
    return (count, *np.unravel_index(best, score.shape[1:]))
