"""The fast solver: the float optimum for the norm, then the integer repair, judged by the real libraries."""

import math

import numpy as np

from core.attacks.fast_run import Run
from core.attacks.linear_problem import Floats
from core.attacks.measure import Crafted
from core.attacks.prepared import PreparedProblem
from core.attacks.settings import Settings

PASSES = 8
"""Float solutions tried; each after the first aims past the outputs that the one before missed."""

PASSES_RAISED = 2
"""The same where ε had to be raised, which takes many iterations."""

PATIENCE = 2
"""Passes in a row that may be of no use."""


def craft_fast(problem: PreparedProblem, settings: Settings) -> Crafted:
    """Minimise the problem's norm; exact where kernel windows do not overlap."""
    run = Run(problem, settings)
    image, outputs = run.solve()
    gap = run.gap
    if run.unbias(image, outputs):
        image, outputs = run.solve()
    attempts = [run.repair(image, outputs)]
    most = PASSES if run.problem is problem else PASSES_RAISED
    while len(attempts) < most and _worth_another([run.missed(attempt) for attempt in attempts]):
        run.aim_beyond(attempts[-1])
        attempts.append(run.repair(*run.solve()))
    best = min(attempts, key=lambda attempt: _shortfall(run.excess(attempt.outputs)))
    if run.problem is not problem:
        best = run.lowered(best, problem)
    note = _note(problem.norm) if run.linear.windows_overlap else ""
    return Crafted(best.image, best.outputs, run.iterations, note, gap if math.isfinite(gap) else None)


def _worth_another(missed: list[int]) -> bool:
    """Whether outputs are missed, and `PATIENCE` attempts did not all end with as many as one before them."""
    earlier, latest = missed[:-PATIENCE], missed[-PATIENCE:]
    return missed[-1] > 0 and (not earlier or min(latest) < min(earlier))


def _shortfall(excess: Floats) -> tuple[float, int]:
    """How far outputs are beyond their bounds at most, and how many are."""
    return float(np.abs(excess).max()), int(np.count_nonzero(excess))


def _note(norm: str) -> str:
    """What is not exact where windows overlap."""
    if norm == "l0":
        return "Kernel windows overlap here, so few pixels change, but not provably the fewest."
    return ""
