"""The L2 attack by its dual: a few leaps, then accelerated proximal gradient, over a multiplier per output.

For multipliers λ of the outputs' shapes the best image is X(λ) = clip(S + Σ Lᵀ·λ·Rᵀ, least, most), the sum
over the goals; the dual's gradient is -L·X(λ)·R, and the bounds on the output act as a soft threshold. Both
axes, all channels and all goals are solved at once, unlike the paper's two halves (Eq. 3 and 4).
"""

import math
from collections.abc import Callable
from functools import partial

import numpy as np

from core.attacks.banded import dot
from core.attacks.bounds import Bounds, State
from core.attacks.curvature import curvature
from core.attacks.float_solution import UNWATCHED, FloatSolution, Watch
from core.attacks.leaps import Leaps
from core.attacks.linear_problem import Floats, LinearProblem
from core.attacks.primal import LEAST_SQUARES, Cost, answer, primal_bands

GAP_TOLERANCE = 1e-3
"""Largest relative distance between the objective and its certified lower bound."""

STUBBORN = 20.0
"""How many times further than from black to white an output is asked to move before its bounds give way."""

LEVELS = 255.0

PENALTY_TOLERANCE = 1e-2
"""The same where bounds give way: what leaving them costs is far more than the change itself."""

MAX_ITERATIONS = 300
TYPICAL_ITERATIONS = 20
"""Scale of the progress bar: nobody knows beforehand how many iterations it takes."""


def solve_dual(
    problem: LinearProblem,
    *,
    start: FloatSolution | None = None,
    watch: Watch = UNWATCHED,
    cost: Cost = LEAST_SQUARES,
    max_iterations: int = MAX_ITERATIONS,
) -> FloatSolution:
    """Minimise the cost of X - S under the problem's bounds.

    Bounds that can not be kept are left where that costs least: leaving them is punished in proportion, so
    hard that it pays only where all that helps is exhausted (an exact penalty; it limits the multipliers).
    With any other cost an infeasible problem only ends with its `violation` above the tolerance, as soon as
    the dual value proves it or at `max_iterations`.
    """
    curve = watch.aside(lambda: curvature(problem, cost.ease))
    limit = (STUBBORN * LEVELS / curve).astype(np.float32) if cost is LEAST_SQUARES else None
    leaps = watch.aside(lambda: Leaps.of(problem)) if cost is LEAST_SQUARES else None
    bounds, multipliers = Bounds(problem, limit), start.multipliers if start is not None else None
    guessed = multipliers is None and leaps is not None
    if multipliers is None:
        multipliers = watch.aside(lambda: _first(problem, leaps))
    ascent = _Ascent(bounds, curve, multipliers)
    most = 0.5 * problem.source.size * min(cost.radius, 255.0) ** 2 / cost.least_ease
    for iteration in range(1, max_iterations + 1):
        poll = _poll(problem, ascent.ahead, cost, watch, iteration)
        found = answer(problem, ascent.ahead, cost, poll, free=leaps is not None)
        off = np.subtract(found.output, bounds.middle, out=found.output)
        state = bounds.certificate(ascent.ahead, off, found.squares / 2)
        if guessed and iteration == 1 and state.dual_value < 0:
            ascent, leaps = _Ascent(bounds, curve, np.zeros_like(problem.low)), None  # worth less than none
            continue
        watch.plot(state.gap, state.violation)
        if _is_done(state, bounds, most):
            break
        if leaps is not None and found.free is not None and leaps.are_worth(state.outside):
            ascent = _Ascent(bounds, curve, leaps.leap(ascent.ahead, off, bounds, found.free))
        else:
            ascent.step(off)
            leaps = None
    beyond = state.beyond if state.settled else bounds.beyond(off)
    bands = partial(primal_bands, problem, ascent.ahead, cost)
    return FloatSolution(bands, ascent.ahead, iteration, state.violation, state.gap, beyond)


class _Ascent:
    """Accelerated proximal gradient ascent from some multipliers. ahead: those to be judged next."""

    def __init__(self, bounds: Bounds, curve: Floats, multipliers: Floats) -> None:
        self.bounds, self.curve = bounds, curve
        self.ahead = self.multipliers = multipliers
        self.momentum = 1.0

    def step(self, off: Floats) -> None:
        """One step from the outputs under `ahead`, less their bounds' middles."""
        updated = self.bounds.step(self.ahead, off, self.curve)
        step = updated - self.multipliers
        if dot((self.ahead - updated) * self.curve, step) > 0:
            self.momentum = 1.0  # the last step went against the acceleration: start afresh
        following = (1 + math.sqrt(1 + 4 * self.momentum**2)) / 2
        step *= np.float32((self.momentum - 1) / following)
        self.ahead = np.add(updated, step, out=step)
        self.multipliers, self.momentum = updated, following


def _is_done(state: State, bounds: Bounds, most: float) -> bool:
    """Whether the optimum is near enough, or an infeasible problem is proven so by its dual value."""
    if state.settled and state.gap <= (GAP_TOLERANCE if state.beyond is None else PENALTY_TOLERANCE):
        return True
    return bounds.limit is None and state.dual_value > most


def _first(problem: LinearProblem, leaps: Leaps | None) -> Floats:
    return np.zeros_like(problem.low) if leaps is None else leaps.start(problem)


def _poll(
    problem: LinearProblem, multipliers: Floats, cost: Cost, watch: Watch, iteration: int
) -> Callable[[], None]:
    """What an iteration calls between two bands."""
    bands = partial(primal_bands, problem, multipliers, cost)
    fraction = iteration / (iteration + TYPICAL_ITERATIONS)
    return lambda: watch.tick(fraction, bands)
