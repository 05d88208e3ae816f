"""The reference solver: cvxpy with CLARABEL, a general convex solver that knows nothing about scaling.

Small problems are solved jointly. Larger ones as the paper does (Eq. 3 and 4): one problem per column for the
vertical pass, then one per row for the horizontal pass; a column without a solution gets a larger ε (§5).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from core.attacks.descent import descend
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
    report, goal = _reporter(settings), linear.goals[0]
    joint = goal.left.nnz * goal.right.nnz <= JOINT_WEIGHTS
    image, relaxed, solved = (_joint if joint else _by_columns)(linear, problem.norm, report)
    repaired = descend(
        repair(problem.attack_image(image), problem, settings.resize), problem, settings.resize
    )
    return Crafted(repaired.image, repaired.outputs, solved, _note(relaxed))


@dataclass(frozen=True)
class _Line:
    """One compiled problem, min ‖x - s‖ with low ≤ M·x ≤ high and least ≤ x ≤ most, solved for many lines."""

    program: Any
    variable: Any
    source: Any
    low: Any
    high: Any
    least: Any
    most: Any

    def solve(
        self, source: Floats, low: Floats, high: Floats, least: Floats, most: Floats
    ) -> tuple[Floats, int]:
        """x, and by how many grey levels the bounds had to be relaxed; the source where nothing helped."""
        import cvxpy as cp

        self.source.value, self.least.value, self.most.value = source, least, most
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
    least, most = cp.Parameter(length), cp.Parameter(length)
    scaled = sparse.csc_matrix(matrix.astype(np.float64)) @ variable
    change = variable - source
    cost = {"l2": cp.sum_squares, "l1": cp.norm1, "linf": cp.norm_inf}[norm](change)
    bounds = [scaled >= low, scaled <= high, variable >= least, variable <= most]
    return _Line(cp.Problem(cp.Minimize(cost), bounds), variable, source, low, high, least, most)


def _joint(linear: LinearProblem, norm: str, report: Callable[[float], None]) -> tuple[Floats, int, int]:
    goal = linear.goals[0]
    both = sparse.kron(goal.left, goal.right.T, format="csr")
    line, image, relaxed = _line(both, norm), np.empty_like(linear.source), 0
    channels = linear.source.shape[1]
    lines = (linear.source, goal.low, goal.high, *_full_limits(linear))
    for channel in range(channels):
        report(channel / channels)
        solved, extra = line.solve(*(array[:, channel].ravel() for array in lines))
        image[:, channel] = solved.reshape(image.shape[0], -1)
        relaxed += extra > 0
    return image, relaxed, channels


def _by_columns(linear: LinearProblem, norm: str, report: Callable[[float], None]) -> tuple[Floats, int, int]:
    """Columns, then rows. Each pass may use half of ε, so that the errors add up to ε at most."""
    goal = linear.goals[0]
    narrow = product(
        sparse.eye_array(len(linear.source), dtype=np.float32).tocsr(), linear.source, goal.right
    )
    half = np.float32((goal.high - goal.low).max() / 4)
    vertical, unlimited = _line(goal.left, norm), (np.zeros_like(narrow), np.full_like(narrow, 255))
    wanted, relaxed = _lines(
        vertical, (narrow, goal.low + half, goal.high - half, *unlimited), lambda done: report(done / 3)
    )
    share = half / np.float32(abs(goal.left).sum(axis=1).max())
    arrays = (linear.source, wanted - share, wanted + share, *_full_limits(linear))
    image, more = _lines(
        _line(goal.right.T.tocsr(), norm),
        tuple(array.transpose(2, 1, 0) for array in arrays),
        lambda done: report((1 + 2 * done) / 3),
    )
    solved = (narrow.shape[2] + len(linear.source)) * image.shape[1]
    return np.ascontiguousarray(image.transpose(2, 1, 0)), relaxed + more, solved


def _full_limits(linear: LinearProblem) -> tuple[Floats, Floats]:
    shape = linear.source.shape
    return np.broadcast_to(linear.least, shape), np.broadcast_to(linear.most, shape)


def _lines(line: _Line, arrays: tuple[Floats, ...], report: Callable[[float], None]) -> tuple[Floats, int]:
    """Solve every column of every channel. arrays: source, low, high, least, most, each (k, 3, count)."""
    image, relaxed = np.empty_like(arrays[0]), 0
    for column in range(image.shape[2]):
        for channel in range(image.shape[1]):
            report(column / image.shape[2])
            solved, extra = line.solve(*(array[:, channel, column] for array in arrays))
            image[:, channel, column] = solved
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
