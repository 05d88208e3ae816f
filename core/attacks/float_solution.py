"""What a float solver hands to the integer repair."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from core.attacks.linear_problem import Floats, LinearProblem

T = TypeVar("T")


class Watch:
    """Looks on while a solver works; this one does nothing."""

    def tick(self, fraction: float, make_image: Callable[[], Floats]) -> None:
        """Called often with the fraction done (0..1) and a way to make the image (r, c, 3) as it is now."""

    def aside(self, call: Callable[[], T]) -> T:
        """`call()`, which takes a while on large images; where someone may cancel, he still can meanwhile."""
        return call()

    def plot(self, gap: float, violation: float) -> None:
        """Called once an iteration with the relative primal-dual gap and the violation in grey levels."""


UNWATCHED = Watch()


@dataclass(frozen=True, eq=False)
class FloatSolution:
    """image: X, (r, c, 3) float32. multipliers: λ, (m, n, 3), to start the next solution from, or None.

    violation: grey levels by which the output leaves its bounds. gap: certified relative distance to the
    optimum; 0 where the solution is exact, infinite where nothing is known. beyond: where bounds can not be
    kept, by how many grey levels each output leaves them, flat as in `LinearProblem`; None where all can.
    """

    image: Floats
    multipliers: Floats | None
    iterations: int
    violation: float
    gap: float
    beyond: Floats | None = None


class FloatSolver(Protocol):
    """Minimises one norm; never fails, but says how far its output is from the bounds."""

    def __call__(
        self, problem: LinearProblem, *, start: FloatSolution | None = None, watch: Watch = ...
    ) -> FloatSolution:
        """`start` is an earlier solution of almost the same problem."""
