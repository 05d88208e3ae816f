"""The best image for given multipliers, X(λ) = clip(S + ease·Σ Lᵀ·λ·Rᵀ, least, most), band by band."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.attacks.banded import dot, squares
from core.attacks.float_solution import Bands
from core.attacks.linear_problem import (
    Floats,
    Limit,
    LinearProblem,
    Sums,
    band_pull,
    pull_of_columns,
    sweep,
)


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


@dataclass(frozen=True, eq=False)
class Answer:
    """What the outputs are under some multipliers.

    output: L·X(λ)·R, flat. squares: twice the cost of X(λ) - S. free: Σ w² over the pixels at no limit, flat;
    None unless asked for.
    """

    output: Floats
    squares: float
    free: Floats | None = None


def answer(
    problem: LinearProblem,
    multipliers: Floats,
    cost: Cost,
    poll: Callable[[], None],
    *,
    free: bool = False,
) -> Answer:
    """The outputs of X(λ), which is never held as a whole."""
    total, bands = 0.0, iter(problem.bands)
    unlimited = Sums(problem, squared=True) if free else None

    def update(rows: slice, pull: Floats) -> Floats:
        nonlocal total
        source, limits = problem.source_rows(rows), problem.limits(rows)
        image = _band_image(source, pull, cost, rows, limits)
        if unlimited is not None:
            inside = (image > limits[0]) & (image < limits[1])
            unlimited.add(next(bands), inside.astype(np.float32))
        change = np.subtract(image, source, out=pull)
        total += squares(change) if cost.ease is None else dot(change, change / cost.ease[rows])
        return image

    output = sweep(problem, multipliers, update, poll)
    return Answer(output, total, None if unlimited is None else unlimited.outputs())


def primal_bands(problem: LinearProblem, multipliers: Floats, cost: Cost) -> Bands:
    """X(λ), band by band."""
    horizontal = pull_of_columns(problem, multipliers)
    for band in problem.bands:
        rows = band[0].positions
        pull = band_pull(band, horizontal, problem)
        yield rows, _band_image(problem.source_rows(rows), pull, cost, rows, problem.limits(rows))


def _band_image(source: Floats, pull: Floats, cost: Cost, rows: slice, limits: tuple[Limit, Limit]) -> Floats:
    change = pull if cost.ease is None else pull * cost.ease[rows]
    if np.isfinite(cost.radius):
        change = np.clip(change, -cost.radius, cost.radius)
    image = source + change
    return np.clip(image, *limits, out=image)
