"""The reference solver: cvxpy with CLARABEL, a general convex solver that knows nothing about scaling.

Small problems are solved jointly. Larger ones as the paper does (Eq. 3 and 4): one problem per column for the
vertical pass, then one per row for the horizontal pass; a column without a solution gets a larger ε (§5).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from core.attacks.linear_problem import Floats, LinearProblem, product
from core.attacks.measure import Crafted
from core.attacks.prepared import PreparedProblem
from core.attacks.repair import repair
from core.attacks.settings import Settings
from core.scaling.coefficients import Matrix

JOINT_WEIGHTS = 40_000
"""Most non-zero weights of L⊗R for a joint solution: a few seconds, and no cancel within."""

RELAXATIONS = (0, 1, 2, 5, 10, 20, 49)
"""Grey levels added to ε in turn where a column has no solution; the paper goes from 1 to 50."""

SOLVED = ("optimal", "optimal_inaccurate")


def craft_convex(problem: PreparedProblem, settings: Settings) -> Crafted:
    """Minimise the problem's norm (L1, L2 or L∞) by cvxpy; call it in a process of its own from a GUI."""
    linear = problem.linear
    report = _reporter(settings)
    if linear.left.nnz * linear.right.nnz <= JOINT_WEIGHTS:
        image, relaxed, solved = _joint(linear, problem.norm, report)
    else:
        image, relaxed, solved = _by_columns(linear, problem.norm, report)
    repaired = repair(problem.attack_image(image), problem, settings.resize)
    return Crafted(repaired.image, (repaired.output,), solved, _note(relaxed))


@dataclass(frozen=True)
class _Line:
    """One compiled problem, min ‖x - s‖ with low ≤ M·x ≤ high and 0 ≤ x ≤ 255, solved for many lines."""

    program: Any
    variable: Any
    source: Any
    low: Any
    high: Any

    def solve(self, source: Floats, low: Floats, high: Floats) -> tuple[Floats, int]:
        """x, and by how many grey levels the bounds had to be relaxed; the source where nothing helped."""
        import cvxpy as cp

        self.source.value = source
        for extra in RELAXATIONS:
            self.low.value, self.high.value = low - extra, high + extra
            try:
                self.program.solve(solver=cp.CLARABEL)
            except cp.SolverError:
                continue
            if self.program.status in SOLVED:
                return np.asarray(self.variable.value, np.float32), extra
        return source, RELAXATIONS[-1] + 1


def _line(matrix: Matrix, norm: str) -> _Line:
    import cvxpy as cp

    outputs, length = matrix.shape
    variable, source = cp.Variable(length), cp.Parameter(length)
    low, high = cp.Parameter(outputs), cp.Parameter(outputs)
    scaled = sparse.csc_matrix(matrix.astype(np.float64)) @ variable
    change = variable - source
    cost = {"l2": cp.sum_squares, "l1": cp.norm1, "linf": cp.norm_inf}[norm](change)
    bounds = [scaled >= low, scaled <= high, variable >= 0, variable <= 255]
    return _Line(cp.Problem(cp.Minimize(cost), bounds), variable, source, low, high)


def _joint(linear: LinearProblem, norm: str, report: Callable[[float], None]) -> tuple[Floats, int, int]:
    both = sparse.kron(linear.left, linear.right.T, format="csr")
    line, image, relaxed = _line(both, norm), np.empty_like(linear.source), 0
    channels = linear.source.shape[2]
    for channel in range(channels):
        report(channel / channels)
        values = (array[..., channel].ravel() for array in (linear.source, linear.low, linear.high))
        solved, extra = line.solve(*values)
        image[..., channel] = solved.reshape(image.shape[:2])
        relaxed += extra > 0
    return image, relaxed, channels


def _by_columns(linear: LinearProblem, norm: str, report: Callable[[float], None]) -> tuple[Floats, int, int]:
    """Columns, then rows. Each pass may use half of ε, so that the errors add up to ε at most."""
    narrow = product(
        sparse.eye_array(len(linear.source), dtype=np.float32).tocsr(), linear.source, linear.right
    )
    half = np.float32((linear.high - linear.low).max() / 4)
    vertical = _line(linear.left, norm)
    wanted, relaxed = _lines(
        vertical, narrow, linear.low + half, linear.high - half, lambda done: report(done / 3)
    )
    share = half / np.float32(abs(linear.left).sum(axis=1).max())
    turned, goal = linear.source.transpose(1, 0, 2), wanted.transpose(1, 0, 2)
    horizontal = _line(linear.right.T.tocsr(), norm)
    image, more = _lines(
        horizontal, turned, goal - share, goal + share, lambda done: report((1 + 2 * done) / 3)
    )
    solved = (narrow.shape[1] + image.shape[1]) * image.shape[2]
    return image.transpose(1, 0, 2), relaxed + more, solved


def _lines(
    line: _Line, source: Floats, low: Floats, high: Floats, report: Callable[[float], None]
) -> tuple[Floats, int]:
    """Solve every column of every channel of source (k, count, 3)."""
    image, relaxed = np.empty_like(source), 0
    for column in range(source.shape[1]):
        for channel in range(source.shape[2]):
            report(column / source.shape[1])
            values = (array[:, column, channel] for array in (source, low, high))
            image[:, column, channel], extra = line.solve(*values)
            relaxed += extra > 0
    return image, relaxed


def _reporter(settings: Settings) -> Callable[[float], None]:
    return lambda fraction: settings.pulse.report(0.95 * fraction, "Solving with cvxpy (CLARABEL)")


def _note(relaxed: int) -> str:
    if not relaxed:
        return ""
    return (
        f"cvxpy found no solution at this ε for {relaxed} of its problems and was given a larger one there."
    )
