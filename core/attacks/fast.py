"""The fast solver: the float optimum for the norm, then the integer repair, judged by the real library."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from core.attacks import windows
from core.attacks.dual import solve_dual
from core.attacks.float_solution import FloatSolution, FloatSolver, Watch
from core.attacks.linear_problem import Floats
from core.attacks.measure import Crafted
from core.attacks.peak import solve_peak
from core.attacks.prepared import PreparedProblem
from core.attacks.repair import Repair, excess_of, repair
from core.attacks.separate import solve_windows
from core.attacks.settings import Settings
from core.attacks.sparse import solve_fewest, solve_total

PASSES = 4
"""Float solutions tried; each after the first aims past the outputs that the one before missed."""

AIM_BEYOND = np.float32(0.25)
"""Grey levels by which a missed output's bounds are shifted further than it missed them."""

_OVERLAPPING: dict[str, FloatSolver] = {
    "l2": solve_dual,
    "l1": solve_total,
    "l0": solve_fewest,
    "linf": solve_peak,
}
_SEPARATE: dict[str, FloatSolver] = {
    "l2": partial(solve_windows, minimise=windows.least_squares),
    "l1": partial(solve_windows, minimise=windows.fewest_levels),
    "l0": partial(solve_windows, minimise=windows.fewest_pixels),
    "linf": partial(solve_windows, minimise=windows.smallest_peak),
}


def craft_fast(problem: PreparedProblem, settings: Settings) -> Crafted:
    """Minimise the problem's norm; exact where kernel windows do not overlap."""
    linear, overlap = problem.linear, problem.linear.windows_overlap
    solver = (_OVERLAPPING if overlap else _SEPARATE)[problem.norm]
    solution, gap, iterations, attempts = None, math.inf, 0, list[Repair]()
    for number in range(PASSES):
        solution = solver(linear, start=solution, watch=_Watch(problem, settings, number))
        iterations += solution.iterations
        gap = solution.gap if number == 0 else gap  # later problems are shifted ones
        attempts.append(_repaired(solution, problem, settings, number))
        excess = excess_of(attempts[-1].output, problem)
        if not excess.any():
            break
        linear = linear.shifted((excess + np.copysign(AIM_BEYOND, excess) * (excess != 0))[problem.outputs])
        if overlap and problem.norm != "l2":
            solver, solution = solve_dual, None  # cheaper: from here, only what is missed has to move
            linear = replace(linear, source=problem.free_part(attempts[-1].image))
    best = min(attempts, key=lambda attempt: float(np.abs(excess_of(attempt.output, problem)).max()))
    note = _note(problem.norm) if overlap else ""
    return Crafted(best.image, (best.output,), iterations, note, gap if math.isfinite(gap) else None)


@dataclass(frozen=True)
class _Watch(Watch):
    """Passes on what the float solver of one pass reports."""

    problem: PreparedProblem
    settings: Settings
    number: int

    def tick(self, fraction: float, make_image: Callable[[], Floats]) -> None:
        text = "Solving" if self.number == 0 else "Aiming past the pixels missed"
        self.settings.pulse.report((self.number + 0.7 * fraction) / PASSES, text)
        self.settings.pulse.show(lambda: self.problem.attack_image(make_image()))

    def plot(self, gap: float, violation: float) -> None:
        self.settings.pulse.plot(gap, violation)


def _repaired(solution: FloatSolution, problem: PreparedProblem, settings: Settings, number: int) -> Repair:
    def poll(fraction: float) -> None:
        settings.pulse.report((number + 0.7 + 0.3 * fraction) / PASSES, "Repairing the rounding")

    return repair(problem.attack_image(solution.image), problem, settings.resize, poll)


def _note(norm: str) -> str:
    """What is not exact where windows overlap."""
    if norm == "l0":
        return "Kernel windows overlap here, so few pixels change, but not provably the fewest."
    return ""
