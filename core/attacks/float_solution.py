"""What a float solver hands to the integer repair."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeAlias, TypeVar

import numpy as np

from core.attacks.linear_problem import Floats, LinearProblem

T = TypeVar("T")

Bands: TypeAlias = Iterator[tuple[slice, Floats]]
"""An image (r, 3, c) in bands of rows: which rows, and what they hold."""


def whole(image: Floats) -> Callable[[], Bands]:
    """A whole image (r, 3, c) as a single band."""
    return lambda: iter([(slice(0, len(image)), image)])


class Watch:
    """Looks on while a solver works; this one does nothing."""

    def tick(self, fraction: float, bands: Callable[[], Bands]) -> None:
        """Called often with the fraction done (0..1) and a way to make the image as it is now."""

    def aside(self, call: Callable[[], T]) -> T:
        """`call()`, which takes a while on large images; where someone may cancel, he still can meanwhile."""
        return call()

    def plot(self, gap: float, violation: float) -> None:
        """Called once an iteration with the relative primal-dual gap and the violation in grey levels."""


UNWATCHED = Watch()


@dataclass(frozen=True, eq=False)
class FloatSolution:
    """bands: makes X. multipliers: λ, flat, to start the next solution from, or None.

    violation: grey levels by which the output leaves its bounds. gap: certified relative distance to the
    optimum; 0 where the solution is exact, infinite where nothing is known. beyond: where bounds can not be
    kept, by how many grey levels each output leaves them, flat as in `LinearProblem`; None where all can.
    """

    bands: Callable[[], Bands]
    multipliers: Floats | None
    iterations: int
    violation: float
    gap: float
    beyond: Floats | None = None

    @cached_property
    def image(self) -> Floats:
        """X as a whole, (r, 3, c) float32: large sources are better handled in bands."""
        return np.concatenate([rows for _, rows in self.bands()])


class FloatSolver(Protocol):
    """Minimises one norm; never fails, but says how far its output is from the bounds."""

    def __call__(
        self, problem: LinearProblem, *, start: FloatSolution | None = None, watch: Watch = ...
    ) -> FloatSolution:
        """`start` is an earlier solution of almost the same problem."""
