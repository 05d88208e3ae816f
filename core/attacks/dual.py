"""The L2 attack by its dual: a few leaps, then accelerated proximal gradient, over a multiplier per output.

For multipliers λ of the outputs' shapes the best image is X(λ) = clip(S + Σ Lᵀ·λ·Rᵀ, least, most), the sum
over the goals; the dual's gradient is -L·X(λ)·R, and the bounds on the output act as a soft threshold. Both
axes, all channels and all goals are solved at once, unlike the paper's two halves (Eq. 3 and 4).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from core.attacks.banded import dot
from core.attacks.bounds import Bounds, State
from core.attacks.curvature import curvature
from core.attacks.float_solution import UNWATCHED, Bands, FloatSolution, Watch
from core.attacks.leaps import Leaps
from core.attacks.linear_problem import Floats, LinearProblem
from core.attacks.neighbourhood import Neighbourhoods
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
    begun = start.multipliers if start is not None else None
    course = watch.aside(lambda: _Course(problem, begun, cost, nearby=True))
    return course.run(watch, max_iterations)


class _Course:
    """One problem on its way to the optimum: leaps first, then ascent, or what is left of it on the spot.

    leaps, nearby: None where they are of no use (any more); guessed: whether λ began as the leaps' guess.
    """

    def __init__(self, problem: LinearProblem, begun: Floats | None, cost: Cost, *, nearby: bool) -> None:
        self.problem, self.cost = problem, cost
        self.curve = curvature(problem, cost.ease)
        plain = cost is LEAST_SQUARES
        self.bounds = Bounds(problem, (STUBBORN * LEVELS / self.curve).astype(np.float32) if plain else None)
        self.leaps = Leaps.of(problem) if plain else None
        self.nearby = Neighbourhoods(problem) if plain and nearby and len(problem.goals) == 1 else None
        self.guessed = begun is None and self.leaps is not None
        if begun is None:
            begun = self.leaps.start(problem) if self.leaps is not None else np.zeros_like(problem.low)
        self.ascent = _Ascent(self.bounds, self.curve, begun)

    def run(self, watch: Watch, max_iterations: int) -> FloatSolution:
        """Iterate until the gap is closed."""
        for iteration in range(1, max_iterations + 1):
            tick = self._ticking(watch, iteration)
            found = answer(self.problem, self.ascent.ahead, self.cost, tick, free=self.leaps is not None)
            off = np.subtract(found.output, self.bounds.middle, out=found.output)
            state = self.bounds.certificate(self.ascent.ahead, off, found.squares / 2)
            if self.guessed and iteration == 1 and state.dual_value < 0:
                self._go_on(np.zeros_like(off))  # worth less than none at all
                self.leaps = None
                continue
            watch.plot(state.gap, state.violation)
            if self._is_done(state):
                break
            self._advance(off, state, found.free, tick)
        beyond = state.beyond if state.settled else self.bounds.beyond(off)
        return FloatSolution(self._bands(), self.ascent.ahead, iteration, state.violation, state.gap, beyond)

    def _advance(self, off: Floats, state: State, free: Floats | None, tick: Callable[[], None]) -> None:
        """The next multipliers."""
        ahead = self.ascent.ahead
        if self.leaps is not None and free is not None and self.leaps.are_worth(state.outside):
            self._go_on(self.leaps.leap(ahead, off, self.bounds, free))
            return
        self.leaps = None
        boxes = [] if self.nearby is None else self.nearby.found(*self.bounds.outside(off, ahead))
        if self.nearby is not None and boxes:
            solved = self.nearby.solved(boxes, ahead, partial(_solved_nearby, tick=tick))
            self._go_on(self.bounds.limited(solved))
        else:
            self.ascent.step(off)

    def _go_on(self, multipliers: Floats) -> None:
        self.ascent = _Ascent(self.bounds, self.curve, multipliers)

    def _is_done(self, state: State) -> bool:
        """Whether the optimum is near enough, or an infeasible problem is proven so by its dual value."""
        if state.settled and state.gap <= (GAP_TOLERANCE if state.beyond is None else PENALTY_TOLERANCE):
            return True
        return self.bounds.limit is None and state.dual_value > self._most

    @cached_property
    def _most(self) -> float:
        """The largest cost that any image has."""
        return 0.5 * self.problem.levels.size * min(self.cost.radius, 255.0) ** 2 / self.cost.least_ease

    def _bands(self) -> Callable[[], Bands]:
        return partial(primal_bands, self.problem, self.ascent.ahead, self.cost)

    def _ticking(self, watch: Watch, iteration: int) -> Callable[[], None]:
        """What is called between two bands."""
        bands, fraction = self._bands(), iteration / (iteration + TYPICAL_ITERATIONS)
        return lambda: watch.tick(fraction, bands)


@dataclass(frozen=True)
class _Ticking(Watch):
    """Lets the caller of the whole cancel while a part is solved."""

    call: Callable[[], None]

    def tick(self, fraction: float, bands: Callable[[], Bands]) -> None:  # noqa: ARG002 (of the whole)
        self.call()


def _solved_nearby(
    problem: LinearProblem, begun: Floats, iterations: int, tick: Callable[[], None]
) -> Floats:
    course = _Course(problem, begun, LEAST_SQUARES, nearby=False)
    solved = course.run(_Ticking(tick), iterations).multipliers
    return begun if solved is None else solved


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
