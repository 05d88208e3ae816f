"""What the float solver of one pass reports, as progress of the whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from core.attacks.float_solution import Bands, Watch
from core.attacks.prepared import PreparedProblem
from core.attacks.settings import Settings

T = TypeVar("T")

LATER_PASSES = 0.25
"""Share of the progress bar left for the passes to come."""


@dataclass(frozen=True)
class PassWatch(Watch):
    """number: of the pass, the first is 0."""

    problem: PreparedProblem
    settings: Settings
    number: int

    def tick(self, fraction: float, bands: Callable[[], Bands]) -> None:
        text = "Solving" if self.number == 0 else "Aiming past the pixels missed"
        self.settings.pulse.report(share(self.number, 0.7 * fraction), text)
        self.settings.pulse.show(lambda: self.settings.aside(lambda: self.problem.attack_image_of(bands())))

    def aside(self, call: Callable[[], T]) -> T:
        return self.settings.aside(call)

    def plot(self, gap: float, violation: float) -> None:
        self.settings.pulse.plot(gap, violation)


def share(number: int, fraction: float) -> float:
    """Share of the whole, 0..1: nobody knows how many passes it takes, mostly the first does."""
    return float(1 - LATER_PASSES**number * (1 - (1 - LATER_PASSES) * fraction))
