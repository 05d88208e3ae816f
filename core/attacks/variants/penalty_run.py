"""A penalty attack under way: its penalty, its steps, and whether it settles."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.attacks.problem import AttackProblem
from core.attacks.pulse import Pulse
from core.attacks.variants.banded_scaling import BandedScaling, Floats
from core.attacks.variants.fitting import source_shape
from core.attacks.variants.penalty_state import RANGE, PenaltyState
from core.images.arrays import RGB
from core.scaling.operator import operator_for
from core.scaling.robust import area_output

SETTLED = 0.01
"""Share by which the sum may still fall in the last tenth of the steps to count as settled."""
PREVIEW_EVERY = 25
"""Steps between two previews."""
STEPS_SHARE = 0.95
"""Progress at which the steps end."""


@dataclass(eq=False)
class Penalty:
    """The penalty of a change and its gradient: mean square, or mean excess over `tau` where that is set.

    values: of the whole image, to average over. value, peak: of the step under way, in units of the range.
    """

    values: int
    tau: float | None = None
    value: float = 0.0
    peak: float = 0.0

    def begin(self) -> None:
        """A new step."""
        self.value = self.peak = 0.0

    def __call__(self, change: Floats) -> Floats:
        size = np.abs(change)
        self.peak = max(self.peak, float(size.max(initial=0)))
        if self.tau is None:
            self.value += float(np.vdot(change, change)) / self.values
            return np.asarray(change * np.float32(2 / self.values), np.float32)
        beyond = np.maximum(size - np.float32(self.tau), 0)
        self.value += float(beyond.sum(dtype=np.float64)) / self.values
        return np.asarray(np.sign(change) * (beyond > 0) * np.float32(1 / self.values), np.float32)


@dataclass(eq=False)
class Run:
    """place: rows and columns of the source that the state holds. sums: the whole sum after each step."""

    problem: AttackProblem
    state: PenaltyState
    penalty: Penalty
    pulse: Pulse
    total: int
    place: tuple[NDArray[np.intp], ...]
    sums: list[float] = field(default_factory=list)

    def steps(self, count: int) -> None:
        """So many steps of Adam."""
        for number in range(count):
            self.penalty.begin()
            self.state.step(self.penalty, self.poll)
            self.sums.append(self.state.weight * self.state.loss + self.penalty.value)
            if number % PREVIEW_EVERY == 0:
                self.pulse.show(self.image)

    def poll(self) -> None:
        """A chance to cancel."""
        self.pulse.report(STEPS_SHARE * min(1.0, len(self.sums) / self.total), "Minimising the penalty")

    def image(self) -> RGB:
        """The attack image as it is."""
        image = self.problem.source.copy()
        changed = np.empty(self.state.source.shape, np.uint8)
        for rows in self.state.scaling.bands():
            self.poll()
            changed[rows] = np.rint(self.state.image(rows) * RANGE)
        image[self.place] = changed
        return image

    @property
    def convergence(self) -> str:
        """In words, whether the sum had settled when the steps were used up."""
        count = max(1, len(self.sums) // 10)
        before = self.sums[max(0, len(self.sums) - 1 - count)]
        fall = 1 - self.sums[-1] / before if before > 0 else 0.0
        words = "settled" if abs(fall) <= SETTLED and len(self.sums) > 1 else "not settled"
        return f"{words}; the sum fell by {100 * fall:.2g} % in the last {count} of {len(self.sums)} steps"


def begun(problem: AttackProblem, pulse: Pulse, *, steps: int, rate: float, weight: float) -> Run:
    """A run from the source, over the rows and columns that carry weight; the others need no change."""
    operator = operator_for(problem.pipeline, source_shape(problem.source))
    rows, columns = np.flatnonzero(operator.row_influence), np.flatnonzero(operator.column_influence)
    place = np.ix_(rows, columns)
    scaling = BandedScaling(
        operator.left[:, rows].astype(np.float32), operator.right[columns].astype(np.float32)
    )
    source = problem.source[place].astype(np.float32) / RANGE
    target = area_output(problem.target, operator.target_shape).astype(np.float32) / RANGE
    state = PenaltyState(scaling, source, target, weight, rate)
    return Run(problem, state, Penalty(problem.source.size), pulse, steps, place)
