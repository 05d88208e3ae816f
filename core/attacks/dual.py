"""The L2 attack by its dual: accelerated proximal gradient over one multiplier per output pixel.

For multipliers λ of the outputs' shapes the best image is X(λ) = clip(S + Σ Lᵀ·λ·Rᵀ, least, most), the sum
over the goals; the dual's gradient is -L·X(λ)·R, and the bounds on the output act as a soft threshold. Both
axes, all channels and all goals are solved at once, unlike the paper's two halves (Eq. 3 and 4).
"""

import math
from dataclasses import dataclass

import numpy as np

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

GAP_TOLERANCE = 1e-3
"""Largest relative distance between the objective and its certified lower bound."""

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

    An infeasible problem ends with its `violation` above the tolerance, as soon as the dual value proves
    it or at `max_iterations`.
    """
    curve, bounds = curvature(problem, cost.ease), _Bounds(problem)
    multipliers = np.zeros_like(problem.low)
    if start is not None and start.multipliers is not None:
        multipliers = start.multipliers
    ahead, momentum = multipliers, 1.0
    most = 0.5 * problem.source.size * min(cost.radius, 255.0) ** 2 / cost.least_ease
    for iteration in range(1, max_iterations + 1):
        output, squares = _evaluate(problem, ahead, cost, watch, iteration / (iteration + TYPICAL_ITERATIONS))
        output -= bounds.middle
        violation, complementarity = bounds.certificate(ahead, output)
        gap = abs(complementarity) / max(squares / 2, 1.0)
        watch.plot(gap, violation)
        solved = violation <= problem.tolerance and gap <= GAP_TOLERANCE
        proven_infeasible = squares / 2 - complementarity > most
        if solved or proven_infeasible:
            break
        updated = bounds.step(ahead, output, curve)
        step = updated - multipliers
        if float(np.vdot((ahead - updated) * curve, step)) > 0:
            momentum = 1.0  # the last step went against the acceleration: start afresh
        following = (1 + math.sqrt(1 + 4 * momentum**2)) / 2
        step *= np.float32((momentum - 1) / following)
        ahead = np.add(updated, step, out=step)
        multipliers, momentum = updated, following
    return FloatSolution(_primal_image(problem, ahead, cost), ahead, iteration, violation, gap)


class _Bounds:
    """The bounds on the output as a middle and half a width, flat; `off` is an output less the middle."""

    def __init__(self, problem: LinearProblem) -> None:
        self.middle: Floats = (problem.low + problem.high) * np.float32(0.5)
        self.half: Floats = (problem.high - problem.low) * np.float32(0.5)

    def step(self, multipliers: Floats, off: Floats, curve: Floats) -> Floats:
        """One ascent step on λ: against the output, then the bounds' soft threshold (Moreau's identity)."""
        moved = multipliers * curve
        moved -= off
        moved -= np.clip(moved, -self.half, self.half)
        moved /= curve
        return moved

    def certificate(self, multipliers: Floats, off: Floats) -> tuple[float, float]:
        """Largest violation of the bounds, and the objective less the dual value, Σ λ·off + |λ|·half."""
        slack = float(np.vdot(multipliers, off)) + float(np.vdot(np.abs(multipliers), self.half))
        beyond = np.abs(off)
        beyond -= self.half
        return max(0.0, float(beyond.max())), slack


def violation_of(output: Floats, problem: LinearProblem) -> float:
    """Largest distance of the output (flat) from its bounds in grey levels."""
    return max(0.0, float((problem.low - output).max()), float((output - problem.high).max()))


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
        squares += float(np.vdot(change, change if cost.ease is None else change / cost.ease[rows]))
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
