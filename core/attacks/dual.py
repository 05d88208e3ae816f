"""The L2 attack by its dual: accelerated proximal gradient over one multiplier per output pixel.

For multipliers λ of the output's shape the best image is X(λ) = clip(S + Lᵀ·λ·Rᵀ, 0, 255); the dual's
gradient is -L·X(λ)·R, and the bounds on the output act as a soft threshold. Both axes and all channels
are solved at once, unlike the paper's two one-dimensional halves (Eq. 3 and 4).
"""

from dataclasses import dataclass

import numpy as np

from core.attacks.float_solution import UNWATCHED, FloatSolution, Watch
from core.attacks.linear_problem import (
    Floats,
    LinearProblem,
    band_pull,
    product,
    pull_of_columns,
    sweep,
)

VIOLATION_TOLERANCE = 0.02
"""Grey levels the float solution may leave its bounds by; the integer repair needs no better."""

GAP_TOLERANCE = 1e-3
"""Largest relative distance between the objective and its certified lower bound."""

MAX_ITERATIONS = 300
TYPICAL_ITERATIONS = 20
"""Scale of the progress bar: nobody knows beforehand how many iterations it takes."""


@dataclass(frozen=True, eq=False)
class Cost:
    """½ Σ (X - S)² / freedom, with |X - S| ≤ radius. freedom: (r, c, 3), positive; None for 1 everywhere."""

    radius: float = np.inf
    freedom: Floats | None = None

    @property
    def least_freedom(self) -> float:
        return 1.0 if self.freedom is None else float(self.freedom.min())


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
    step = 1.0 / curvature(problem, cost)
    multipliers = np.zeros_like(problem.low)
    if start is not None and start.multipliers is not None:
        multipliers = start.multipliers
    ahead, momentum = multipliers, np.float32(1)
    most = 0.5 * problem.source.size * min(cost.radius, 255.0) ** 2 / cost.least_freedom
    for iteration in range(1, max_iterations + 1):
        output, squares = _evaluate(problem, ahead, cost, watch, iteration / (iteration + TYPICAL_ITERATIONS))
        violation, complementarity = _certificate(problem, ahead, output)
        gap = abs(complementarity) / max(squares / 2, 1.0)
        watch.plot(gap, violation)
        solved = violation <= VIOLATION_TOLERANCE and gap <= GAP_TOLERANCE
        proven_infeasible = squares / 2 - complementarity > most
        if solved or proven_infeasible:
            break
        updated = proximal_step(ahead, output, step, problem)
        if float(np.vdot((ahead - updated) / step, updated - multipliers)) > 0:
            momentum = np.float32(1)  # the last step went against the acceleration: start afresh
        following = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = updated + (momentum - 1) / following * (updated - multipliers)
        multipliers, momentum = updated, following
    return FloatSolution(_primal_image(problem, ahead, cost), ahead, iteration, violation, gap)


def proximal_step(multipliers: Floats, output: Floats, step: Floats, problem: LinearProblem) -> Floats:
    """One ascent step on λ: against the output, then the bounds' soft threshold (Moreau's identity)."""
    moved = multipliers - step * output
    return moved + step * np.clip(-moved / step, problem.low, problem.high)


def curvature(problem: LinearProblem, cost: Cost = LEAST_SQUARES) -> Floats:
    """A diagonal (m, n, 1 or 3) that bounds the dual's second derivative; the step is its inverse.

    Row sums of absolute values of (L·Lᵀ)⊗(Rᵀ·R), or of (L⊗R)·freedom·(L⊗R)ᵀ where pixels differ in freedom.
    """
    if cost.freedom is None:
        vertical = np.asarray(abs(problem.left @ problem.left.T).sum(axis=1)).ravel()
        horizontal = np.asarray(abs(problem.right.T @ problem.right).sum(axis=1)).ravel()
        return np.outer(vertical, horizontal).astype(np.float32)[:, :, None]
    left, right = abs(problem.left), abs(problem.right)
    used = np.outer(np.asarray(left.sum(axis=0)), np.asarray(right.sum(axis=1))).astype(np.float32)
    return product(left, cost.freedom * used[:, :, None], right)


def violation_of(output: Floats, problem: LinearProblem) -> float:
    """Largest distance of the output from its bounds in grey levels."""
    return max(0.0, float((problem.low - output).max()), float((output - problem.high).max()))


def _certificate(problem: LinearProblem, multipliers: Floats, output: Floats) -> tuple[float, float]:
    """Largest violation of the bounds, and the objective less the dual value, Σ |λ|·(way to the bound)."""
    slack = np.where(multipliers > 0, output - problem.low, problem.high - output)
    return violation_of(output, problem), float(np.vdot(np.abs(multipliers), slack))


def _evaluate(
    problem: LinearProblem, multipliers: Floats, cost: Cost, watch: Watch, fraction: float
) -> tuple[Floats, float]:
    """L·X(λ)·R, and twice the cost of X(λ) - S."""
    squares = 0.0

    def update(rows: slice, pull: Floats) -> Floats:
        nonlocal squares
        image = _band_image(problem.source[rows], pull, cost, rows)
        change = np.subtract(image, problem.source[rows], out=pull)
        squares += float(np.vdot(change, change if cost.freedom is None else change / cost.freedom[rows]))
        return image

    def poll() -> None:
        watch.tick(fraction, lambda: _primal_image(problem, multipliers, cost))

    return sweep(problem, multipliers, update, poll), squares


def _primal_image(problem: LinearProblem, multipliers: Floats, cost: Cost) -> Floats:
    """X(λ) = clip(S + freedom·Lᵀ·λ·Rᵀ, 0, 255), with the change limited to the radius."""
    image = np.empty_like(problem.source)
    horizontal = pull_of_columns(problem, multipliers)
    for band in problem.bands:
        pull = band_pull(band, horizontal, problem)
        image[band.rows] = _band_image(problem.source[band.rows], pull, cost, band.rows)
    return image


def _band_image(source: Floats, pull: Floats, cost: Cost, rows: slice) -> Floats:
    change = pull if cost.freedom is None else pull * cost.freedom[rows]
    if np.isfinite(cost.radius):
        change = np.clip(change, -cost.radius, cost.radius)
    image = source + change
    return np.clip(image, 0, 255, out=image)
