"""The published way to craft: one small problem per column, then one per row, each built and solved by cvxpy.

Seed paper, Eq. 3 and 4: min ½‖δ‖² with |C·(s + δ) - t| ≤ ε and 0 ≤ s + δ ≤ 255, stated with a dense C and the
identity as the quadratic form, as published; `lean`: the same with sparse matrices and a sum of squares.
"""

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.attacks.problem import AttackProblem
from core.scaling.operator import operator_for
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output

Floats = NDArray[np.float64]

RAISED = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
"""Values of ε tried in turn where a line has no solution; the paper goes from 1 to 50."""


@dataclass(frozen=True)
class Lines:
    """Seconds per line, and the least-squares objective Σδ² of each line solved."""

    seconds: float
    image: Floats


def solve_line(matrix: Any, source: Floats, target: Floats, *, lean: bool) -> Floats:
    """The attacked line; the source where no ε helped."""
    import cvxpy as cp

    for epsilon in RAISED:
        change = cp.Variable(source.size)
        cost = cp.sum_squares(change) if lean else 0.5 * cp.quad_form(change, np.identity(source.size))
        scaled = matrix @ (source + change)
        bounds = [source + change <= 255, source + change >= 0, cp.abs(scaled - target) <= epsilon]
        problem = cp.Problem(cp.Minimize(cost), bounds)
        problem.solve(solver=cp.CLARABEL)
        if problem.status in ("optimal", "optimal_inaccurate"):
            solved: Any = change.value
            return np.asarray(source + solved, np.float64)
    return source


def timed_lines(matrix: Any, sources: Floats, targets: Floats, *, lean: bool) -> Lines:
    """Every column of sources (k, count), to those of targets (m, count)."""
    start = time.perf_counter()
    pairs = zip(sources.T, targets.T, strict=True)
    image = np.stack([solve_line(matrix, source, target, lean=lean) for source, target in pairs], axis=1)
    return Lines((time.perf_counter() - start) / sources.shape[1], image)


@dataclass(frozen=True)
class Reference:
    """seconds: for one whole channel. image: rows of it that were really attacked, at `rows`."""

    seconds: float
    columns: int
    rows: int


def estimated(problem: AttackProblem, columns: int, rows: int, *, lean: bool = False) -> Reference:
    """Seconds for one channel, from so many columns of S·R and so many rows of S."""
    shape = (problem.source.shape[0], problem.source.shape[1])
    operator = operator_for(problem.pipeline, shape)
    source = problem.source[..., 0].astype(np.float64)
    target = area_output(problem.target, operator.target_shape)[..., 0].astype(np.float64)
    left, across = operator.left, operator.right.T.tocsr()
    if not lean:
        left, across = left.toarray(), across.toarray()
    narrow = source @ operator.right
    at = np.linspace(0, target.shape[1] - 1, columns).astype(int)
    vertical = timed_lines(left, narrow[:, at], target[:, at], lean=lean)
    # The rows' targets are the attacked columns; those not solved are put between their neighbours.
    attacked = np.stack([np.interp(np.arange(target.shape[1]), at, line) for line in vertical.image])
    places = np.linspace(0, shape[0] - 1, rows).astype(int)
    horizontal = timed_lines(across, source[places].T, np.rint(attacked[places]).T, lean=lean)
    seconds = target.shape[1] * vertical.seconds + shape[0] * horizontal.seconds
    return Reference(seconds, columns, rows)


def attacked_image(problem: AttackProblem) -> tuple[NDArray[np.uint8], int]:
    """The published attack on one channel as a grey RGB image, complete, and its largest real output error.

    For small sources: it takes seconds to minutes.
    """
    shape = (problem.source.shape[0], problem.source.shape[1])
    operator = operator_for(problem.pipeline, shape)
    source = problem.source[..., 0].astype(np.float64)
    target = area_output(problem.target, operator.target_shape)[..., 0].astype(np.float64)
    narrow = source @ operator.right
    vertical = timed_lines(operator.left, narrow, target, lean=True).image
    goal = np.clip(np.rint(vertical), 0, 255)
    across = operator.right.T.tocsr()
    image = timed_lines(across, source.T, goal.T, lean=True).image.T
    whole = np.repeat(np.clip(np.rint(image), 0, 255).astype(np.uint8)[..., None], 3, axis=2)
    output = real_resize(whole, problem.pipeline)[..., 0]
    return whole, int(np.abs(output.astype(int) - target).max())
