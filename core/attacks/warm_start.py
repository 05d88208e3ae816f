"""Multipliers to start the dual solver from: those that would be right if no pixel met a limit.

Without limits on pixels the best change is Lᵀ·λ·Rᵀ with (L·Lᵀ)·λ·(Rᵀ·R) = E, where E is what the outputs
lack. The Gram matrices are banded, so that is two quick solves. Which bound an output ends on is read from
the signs of a first λ, made for the middles.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import LinAlgError, cho_solve_banded, cholesky_banded

from core.attacks.linear_problem import Floats, LinearProblem, forward
from core.scaling.coefficients import Matrix

WIDEST_BAND = 16
"""Neighbours on either side that an output may share pixels with; more are dear, and badly conditioned."""
RIDGE = 1e-3
"""Added to a Gram matrix, as a share of its largest entry: what is hardly reachable is not asked for."""

Factor = tuple[NDArray[np.float32], bool]


def warm_start(problem: LinearProblem) -> Floats | None:
    """λ, flat as in `LinearProblem`; None for several goals and for kernels that are too wide."""
    if len(problem.goals) > 1:
        return None
    goal = problem.goals[0]
    vertical, horizontal = _factor(goal.left @ goal.left.T), _factor(goal.right.T @ goal.right)
    if vertical is None or horizontal is None:
        return None
    half = (goal.high - goal.low) * np.float32(0.5)
    lacking = goal.low + half - forward(problem, problem.source).reshape(goal.low.shape)
    direction = np.sign(_solved(lacking, vertical, horizontal))
    return _solved(lacking - direction * np.minimum(half, np.abs(lacking)), vertical, horizontal).ravel()


def _solved(values: Floats, vertical: Factor, horizontal: Factor) -> Floats:
    """(L·Lᵀ)⁻¹ · values (m, 3, n) · (Rᵀ·R)⁻¹."""
    down = cho_solve_banded(vertical, values.reshape(len(values), -1))
    across = cho_solve_banded(horizontal, np.ascontiguousarray(down.reshape(-1, values.shape[2]).T))
    return np.ascontiguousarray(across.T, np.float32).reshape(values.shape)


def _factor(gram: Matrix) -> Factor | None:
    """The banded Cholesky factor of a Gram matrix; None where it has none, or too many bands."""
    entries = gram.tocoo()
    below = entries.row - entries.col
    width = int(below.max(initial=0))
    if width > WIDEST_BAND:
        return None
    bands = np.zeros((width + 1, gram.shape[0]), np.float32)
    lower = below >= 0
    bands[below[lower], entries.col[lower]] = entries.data[lower]
    bands[0] += np.float32(RIDGE) * bands[0].max()
    try:
        return cholesky_banded(bands, lower=True), True
    except LinAlgError:
        return None
