"""Long steps for the dual solver: Newton's method, with what the clipped pixels take away estimated.

Outputs answer to their multipliers by M·F·Mᵀ, with M = L⊗Rᵀ and F the pixels that are at no limit. It is
approximated by C·G·C, where G = M·Mᵀ has banded factors and C² is the share of an output's squared weight
that lies on pixels in F. A few such steps bring all but a few outputs to their bounds.
"""

from dataclasses import dataclass

import numpy as np

from core.attacks.bounds import Bounds
from core.attacks.gram import GramInverse
from core.attacks.linear_problem import Floats, LinearProblem, unchanged

LEAST_SHARE = np.float32(0.05)
"""An output with less than this of its weight on free pixels moves as if it had so much."""

LEAST_LEAPS, MOST_LEAPS = 3, 8
"""The first leaps may bring outputs out of their bounds that come back in."""

WORTH = 0.7
"""A further leap is made as long as one leaves no more than this share of the outputs outside."""


@dataclass(eq=False)
class Leaps:
    """Leaps for one problem of a single goal, counted.

    full: Σ w² of every output, broadcast to their shape (m, 3, n).
    """

    inverse: GramInverse
    full: Floats
    shape: tuple[int, ...]
    made: int = 0
    outside: int = 0

    @staticmethod
    def of(problem: LinearProblem) -> "Leaps | None":
        """None for several goals and for kernels that are too wide."""
        goal = problem.goals[0]
        inverse = goal.kernel.inverse if len(problem.goals) == 1 else None
        return None if inverse is None else Leaps(inverse, goal.kernel.squared[:, None], goal.low.shape)

    def start(self, problem: LinearProblem) -> Floats:
        """Multipliers that would be right if no pixel met a limit, flat.

        Which bound an output ends on is read from the signs of a first λ, made for the middles.
        """
        goal = problem.goals[0]
        half = (goal.high - goal.low) * np.float32(0.5)
        lacking = goal.low + half - unchanged(problem).reshape(goal.low.shape)
        direction = np.sign(self.inverse.solved(lacking))
        lacking -= direction * np.minimum(half, np.abs(lacking))
        return self.inverse.solved(lacking).ravel()

    def are_worth(self, outside: int) -> bool:
        """Whether to leap again with so many outputs outside their bounds."""
        before, self.outside = self.outside, outside
        if self.made >= MOST_LEAPS:
            return False
        return self.made < LEAST_LEAPS or outside <= WORTH * before

    def leap(self, multipliers: Floats, off: Floats, bounds: Bounds, free: Floats) -> Floats:
        """New multipliers from those that gave `off`; free: Σ w² over free pixels, all of them flat."""
        self.made += 1
        side = np.where(multipliers != 0, np.sign(multipliers), -np.sign(off))
        asked = (multipliers != 0) | (np.abs(off) > bounds.half)
        share = (free.reshape(self.shape) / self.full).ravel()
        spread = 1 / np.sqrt(np.maximum(share, LEAST_SHARE))
        lacking = np.where(asked, -(off + side * bounds.half) * spread, np.float32(0))
        moved = self.inverse.solved(lacking.reshape(self.shape)).ravel()
        moved *= spread * asked
        moved += multipliers
        moved[moved * side < 0] = 0
        return bounds.limited(moved)
