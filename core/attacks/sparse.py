"""The L1 and L0 attacks where windows overlap: least squares whose weights follow the solution.

A pixel that has changed by d gets the ease |d| (L1) or d² (L0) in the next least-squares problem, so that
Σ d²/ease becomes Σ|d| or the number of changed pixels (iteratively reweighted least squares, Daubechies
et al. 2010). Each problem goes to the dual solver and starts from the last one.
"""

from dataclasses import replace
from functools import partial

import numpy as np

from core.attacks.banded import dot
from core.attacks.dual import solve_dual
from core.attacks.float_solution import UNWATCHED, FloatSolution, Watch
from core.attacks.linear_problem import Floats, LinearProblem, sweep
from core.attacks.primal import Cost

LEVELS = np.float32(255)
"""Ease is in units of the whole range, so that multipliers keep their size."""

TOTAL_FLOORS = (32.0, 16.0, 8.0, 4.0, 2.0, 1.0, 0.5, 0.2)
"""Grey levels added to |d| in turn, so that a pixel that has not moved yet still can."""

FEWEST_FLOORS = (32.0, 16.0, 8.0, 4.0, 2.0)
"""The same for L0; the repair takes over where smaller ones converge slowly."""

MAX_ITERATIONS = 100


def solve_total(
    problem: LinearProblem, *, start: FloatSolution | None = None, watch: Watch = UNWATCHED
) -> FloatSolution:
    """Minimise Σ|X - S|; the certified distance to the optimum, a few per cent, is in `gap`."""
    solution = _begun(problem, start, watch)
    beyond = solution.beyond
    problem = problem if beyond is None else problem.widened(beyond)
    for floor in TOTAL_FLOORS if start is None else TOTAL_FLOORS[-2:]:
        ease = watch.aside(partial(_total_ease, problem, solution, floor))
        solution = _reweighted(problem, solution, ease, watch)
    return replace(solution, gap=watch.aside(partial(_gap, problem, solution)), beyond=beyond)


def solve_fewest(
    problem: LinearProblem, *, start: FloatSolution | None = None, watch: Watch = UNWATCHED
) -> FloatSolution:
    """Few changed pixels, the same ones in all channels; not proven fewest."""
    solution = _begun(problem, start, watch)
    beyond = solution.beyond
    problem = problem if beyond is None else problem.widened(beyond)
    for floor in FEWEST_FLOORS if start is None else FEWEST_FLOORS[-1:]:
        ease = watch.aside(partial(_fewest_ease, problem, solution, floor))
        solution = _reweighted(problem, solution, ease, watch)
    return replace(solution, gap=np.inf, beyond=beyond)


def _total_ease(problem: LinearProblem, solution: FloatSolution, floor: float) -> Floats:
    return np.asarray((np.abs(solution.image - problem.source) + np.float32(floor)) / LEVELS)


def _fewest_ease(problem: LinearProblem, solution: FloatSolution, floor: float) -> Floats:
    most = np.abs(solution.image - problem.source).max(axis=1, keepdims=True)
    return np.broadcast_to(((most + np.float32(floor)) / LEVELS) ** 2, problem.levels.shape)


def _begun(problem: LinearProblem, start: FloatSolution | None, watch: Watch) -> FloatSolution:
    if start is not None:
        return replace(start, iterations=0, beyond=None)
    return replace(solve_dual(replace(problem, strays=0.0), watch=watch), multipliers=None)


def _reweighted(problem: LinearProblem, last: FloatSolution, ease: Floats, watch: Watch) -> FloatSolution:
    solution = solve_dual(
        problem, start=last, watch=watch, cost=Cost(ease=ease), max_iterations=MAX_ITERATIONS
    )
    return replace(solution, iterations=last.iterations + solution.iterations)


def _gap(problem: LinearProblem, solution: FloatSolution) -> float:
    """Relative distance of Σ|X - S| to the linear programme's dual value at the multipliers."""
    assert solution.multipliers is not None
    multipliers, saved = solution.multipliers / LEVELS, 0.0

    def update(rows: slice, pull: Floats) -> Floats:
        nonlocal saved
        source = problem.source_rows(rows)
        least, most = problem.limits(rows)
        room = np.where(pull > 0, most - source, source - least)
        saved += float((np.maximum(np.abs(pull) - 1, 0) * room).sum(dtype=np.float64))
        return source

    unchanged = sweep(problem, multipliers, update, lambda: None)
    slack = np.where(multipliers > 0, problem.low - unchanged, problem.high - unchanged)
    bound = dot(multipliers, slack) - saved
    objective = float(np.abs(solution.image - problem.source).sum(dtype=np.float64))
    return abs(objective - bound) / max(objective, 1.0)
