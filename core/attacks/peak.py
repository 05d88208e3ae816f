"""The L∞ attack where windows overlap: bisection on the largest change, each tried with the dual solver."""

from dataclasses import replace
from functools import partial

import numpy as np

from core.attacks.dual import solve_dual
from core.attacks.float_solution import UNWATCHED, FloatSolution, Watch
from core.attacks.linear_problem import LinearProblem, unchanged
from core.attacks.primal import Cost

PRECISION = 1.0
"""Grey levels between the peak returned and one that failed; pixels are whole levels anyway."""

MAX_ITERATIONS = 100
"""A peak that needs more to be shown possible counts as failed."""


def solve_peak(
    problem: LinearProblem, *, start: FloatSolution | None = None, watch: Watch = UNWATCHED
) -> FloatSolution:
    """Minimise max|X - S|; among the images of that peak, the one of least squared change."""
    problem = replace(problem, strays=0.0)
    best = solve_dual(problem, start=start, watch=watch)
    beyond = best.beyond
    if beyond is not None:
        problem, best = problem.widened(beyond), replace(best, violation=0.0)
    iterations, failed = best.iterations, watch.aside(partial(_least_peak, problem))
    works = watch.aside(partial(_peak, problem, best))
    while works - failed > PRECISION and best.violation <= problem.tolerance:
        peak = (failed + works) / 2
        trial = solve_dual(problem, start=best, watch=watch, cost=Cost(peak), max_iterations=MAX_ITERATIONS)
        iterations += trial.iterations
        if trial.violation <= problem.tolerance:
            works, best = peak, trial
        else:
            failed = peak
    gap = PRECISION / max(works, 1.0)
    return FloatSolution(best.bands, best.multipliers, iterations, best.violation, gap, beyond)


def _peak(problem: LinearProblem, solution: FloatSolution) -> float:
    return float(np.abs(solution.image - problem.source).max())


def _least_peak(problem: LinearProblem) -> float:
    """No smaller peak can do: an output pixel moves by at most Σ|w| times the peak."""
    now = unchanged(problem)
    need = problem.per_goal(np.abs(np.clip(now, problem.low, problem.high) - now))
    least = 0.0
    for goal, own in zip(problem.goals, need, strict=True):
        down, across = np.asarray(abs(goal.left).sum(axis=1)), np.asarray(abs(goal.right).sum(axis=0))
        least = max(least, float((own / np.maximum(np.outer(down, across), 1e-6)[:, None]).max()))
    return least
