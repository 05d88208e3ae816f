"""The L2 attack by its dual: accelerated proximal gradient over one multiplier per output pixel.

For multipliers λ of the outputs' shapes the best image is X(λ) = clip(S + Σ Lᵀ·λ·Rᵀ, least, most), the sum
over the goals; the dual's gradient is -L·X(λ)·R, and the bounds on the output act as a soft threshold. Both
axes, all channels and all goals are solved at once, unlike the paper's two halves (Eq. 3 and 4).
"""

import math
from dataclasses import dataclass

import numpy as np

from core.attacks.banded import dot
from core.attacks.curvature import curvature
from core.attacks.float_solution import UNWATCHED, FloatSolution, Watch
from core.attacks.linear_problem import (
    Floats,
    Limit,
    LinearProblem,
    band_pull,
    pull_of_columns,
    sweep,
)
from core.attacks.warm_start import warm_start

GAP_TOLERANCE = 1e-3
"""Largest relative distance between the objective and its certified lower bound."""

STUBBORN = 20.0
"""How many times further than from black to white an output is asked to move before its bounds give way."""

SETTLED = 0.5
"""Share of its limit from which a multiplier counts as exhausted."""

MOST_ASTRAY = 0.8
"""Grey levels by which the few outputs left to the repair may leave their bounds."""

LEVELS = 255.0

PENALTY_TOLERANCE = 1e-2
"""The same where bounds give way: what leaving them costs is far more than the change itself."""

MAX_ITERATIONS = 300
TYPICAL_ITERATIONS = 20
"""Scale of the progress bar: nobody knows beforehand how many iterations it takes."""


@dataclass(frozen=True, eq=False)
class Cost:
    """½ Σ (X - S)² / ease, with |X - S| ≤ radius. ease: (r, 3, c), positive; None for 1 everywhere."""

    radius: float = np.inf
    ease: Floats | None = None

    @property
    def least_ease(self) -> float:
        """The smallest ease of any pixel."""
        return 1.0 if self.ease is None else float(self.ease.min())


LEAST_SQUARES = Cost()


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
    bounds = _Bounds(
        problem, (STUBBORN * LEVELS / curve).astype(np.float32) if cost is LEAST_SQUARES else None
    )
    multipliers = start.multipliers if start is not None else None
    guessed = multipliers is None and cost is LEAST_SQUARES
    if guessed:
        multipliers = watch.aside(lambda: warm_start(problem))
    if multipliers is None:
        multipliers = np.zeros_like(problem.low)
    ahead, momentum = multipliers, 1.0
    most = 0.5 * problem.source.size * min(cost.radius, 255.0) ** 2 / cost.least_ease
    for iteration in range(1, max_iterations + 1):
        output, squares = _evaluate(problem, ahead, cost, watch, iteration / (iteration + TYPICAL_ITERATIONS))
        output -= bounds.middle
        state = bounds.certificate(ahead, output, squares / 2)
        if guessed and iteration == 1 and state.dual_value < 0:
            multipliers = ahead = np.zeros_like(problem.low)  # worth less than none at all
            continue
        watch.plot(state.gap, state.violation)
        if state.settled and state.gap <= (GAP_TOLERANCE if state.beyond is None else PENALTY_TOLERANCE):
            break
        if bounds.limit is None and state.dual_value > most:
            break  # proven infeasible
        updated = bounds.step(ahead, output, curve)
        step = updated - multipliers
        if dot((ahead - updated) * curve, step) > 0:
            momentum = 1.0  # the last step went against the acceleration: start afresh
        following = (1 + math.sqrt(1 + 4 * momentum**2)) / 2
        step *= np.float32((momentum - 1) / following)
        ahead = np.add(updated, step, out=step)
        multipliers, momentum = updated, following
    image = watch.aside(lambda: _primal_image(problem, ahead, cost))
    beyond = state.beyond if state.settled else bounds.beyond(output)
    return FloatSolution(image, ahead, iteration, state.violation, state.gap, beyond)


@dataclass(frozen=True, eq=False)
class _State:
    """How far a solution has come. settled: no output leaves its bounds but a few that the repair is left, or
    those whose multiplier is at its limit; beyond: by how much these do, None without any."""

    gap: float
    dual_value: float
    violation: float
    settled: bool
    beyond: Floats | None


class _Bounds:
    """The bounds on the output as a middle and half a width, flat; `off` is an output less the middle.

    limit: the most that a multiplier can become, flat; None for no limit.
    """

    def __init__(self, problem: LinearProblem, limit: Floats | None) -> None:
        self.tolerance, self.limit = problem.tolerance, limit
        self.strays = problem.strays * problem.low.size
        self.middle: Floats = (problem.low + problem.high) * np.float32(0.5)
        self.half: Floats = (problem.high - problem.low) * np.float32(0.5)

    def step(self, multipliers: Floats, off: Floats, curve: Floats) -> Floats:
        """One ascent step on λ: against the output, then the bounds' soft threshold (Moreau's identity)."""
        moved = multipliers * curve
        moved -= off
        moved -= np.clip(moved, -self.half, self.half)
        moved /= curve
        return moved if self.limit is None else np.clip(moved, -self.limit, self.limit, out=moved)

    def beyond(self, off: Floats) -> Floats | None:
        """By how much outputs leave their bounds, where more than tolerated; None if none may."""
        if self.limit is None:
            return None
        past = np.abs(off) - self.half
        return np.where(past > self.tolerance, past, np.float32(0))

    def certificate(self, multipliers: Floats, off: Floats, objective: float) -> _State:
        """The objective less the dual value is Σ λ·off + |λ|·half, and the punishment for bounds left."""
        strength = np.abs(multipliers)
        slack = dot(multipliers, off) + dot(strength, self.half)
        beyond = np.abs(off)
        beyond -= self.half
        violation, dual_value = max(0.0, float(beyond.max())), objective - slack
        gap = abs(slack) / max(objective, 1.0)
        if violation <= self.tolerance or self.limit is None:
            return _State(gap, dual_value, violation, violation <= self.tolerance, None)
        left = beyond > self.tolerance
        if violation <= MOST_ASTRAY and np.count_nonzero(left) <= self.strays:
            return _State(gap, dual_value, violation, settled=True, beyond=None)
        if (left & (strength < np.float32(SETTLED) * self.limit)).any():
            return _State(gap, dual_value, violation, settled=False, beyond=None)
        beyond[~left] = 0
        punished = objective + dot(self.limit, beyond)
        gap = abs(punished - dual_value) / max(punished, 1.0)
        return _State(gap, dual_value, violation, settled=True, beyond=beyond)


def _evaluate(
    problem: LinearProblem, multipliers: Floats, cost: Cost, watch: Watch, fraction: float
) -> tuple[Floats, float]:
    """L·X(λ)·R, and twice the cost of X(λ) - S."""
    squares = 0.0

    def update(rows: slice, pull: Floats) -> Floats:
        nonlocal squares
        source = problem.source[rows]
        image = _band_image(source, pull, cost, rows, problem.limits(rows))
        change = np.subtract(image, source, out=pull)
        squares += dot(change, change if cost.ease is None else change / cost.ease[rows])
        return image

    def poll() -> None:
        watch.tick(fraction, lambda: _primal_image(problem, multipliers, cost))

    return sweep(problem, multipliers, update, poll), squares


def _primal_image(problem: LinearProblem, multipliers: Floats, cost: Cost) -> Floats:
    """X(λ) = clip(S + ease·Σ Lᵀ·λ·Rᵀ, least, most), with the change limited to the radius."""
    image = np.empty_like(problem.source)
    horizontal = pull_of_columns(problem, multipliers)
    for band in problem.bands:
        rows = band[0].positions
        pull = band_pull(band, horizontal, problem)
        image[rows] = _band_image(problem.source[rows], pull, cost, rows, problem.limits(rows))
    return image


def _band_image(source: Floats, pull: Floats, cost: Cost, rows: slice, limits: tuple[Limit, Limit]) -> Floats:
    change = pull if cost.ease is None else pull * cost.ease[rows]
    if np.isfinite(cost.radius):
        change = np.clip(change, -cost.radius, cost.radius)
    image = source + change
    return np.clip(image, *limits, out=image)
