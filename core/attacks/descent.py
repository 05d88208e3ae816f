"""The repair's second half: several pixels of one window change together.

Where windows overlap and most pixels are at 0 or 255, no single step helps an output without harming
another. Here pixels of a missed output's window move one at a time, each by the step that most reduces what
all outputs around lie beyond their bounds, squared, before the last rounding: that has a slope where whole
grey levels have none.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.attacks.linear_problem import Floats
from core.attacks.passes import Doubles, Indices, Passes
from core.attacks.prepared import PreparedProblem
from core.attacks.repair import Outputs, Repair, excess_of
from core.attacks.window_outputs import Known, WindowOutputs
from core.images.arrays import RGB

Poll = Callable[[float], None]
Stray = tuple[int, int, int, int]
"""Number of the goal, row, column and channel of an output that is missed."""

PIXELS = 16
"""Pixels of a window tried at each step: those along which the excess falls most steeply."""

STEPS = np.array((1, 2, 4, 8, 16, 32, 64), np.float64)
"""Grey levels by which each of them is tried."""

MARGINS = (0.03, 0.1, 0.2, 0.3)
"""Grey levels inside the edge of their bounds, rounding included, that outputs are brought to: the more, the
longer it has been no use. Pillow's 8 bits between its passes make steps coarse, and they need room for it."""

FAR = 16
"""More room than this makes a pixel no more promising."""

MOST_STEPS = 200
"""Steps for one missed output."""

LEAST_GAIN = 1e-5
"""Squared grey levels that a step is worth."""

MOST_WINDOWS = 1000
"""Where more are missed, the float solution has to change; wider windows count as the windows in them."""

ROUNDS, IDLE_ROUNDS = 30, 6
"""Times that all missed outputs are visited, and how often without one less; then in ever wider windows."""


def descend(
    mended: Repair,
    problem: PreparedProblem,
    resize: Callable[[RGB], Outputs],
    poll: Poll = lambda _: None,
    sparing: bool = False,
) -> Repair:
    """Bring the outputs that the repair left beyond ε nearer, by the real libraries' judgement.

    sparing: where an output can not be helped leave it alone, instead of sharing its excess with others.
    """
    strays, best = _strays(mended.outputs, problem), mended
    if not strays or len(strays) > MOST_WINDOWS:
        return mended
    room, image, fewest, idle = _Room.of(problem), mended.image.copy(), len(strays), 0
    for number in range(ROUNDS):
        if idle == IDLE_ROUNDS or not 0 < len(strays) * (1 + 2 * idle) ** 2 <= MOST_WINDOWS:
            break
        known = [(mended.image, output) for output in mended.outputs]
        for count, stray in enumerate(strays):
            poll((number + count / len(strays)) / ROUNDS)
            _settle(room.window(image, known, stray, idle), image, sparing)
        mended = Repair(image.copy(), resize(image), mended.rounds + 1)
        strays = _strays(mended.outputs, problem)
        idle += 1
        if len(strays) < fewest:
            best, fewest, idle = mended, len(strays), 0
    return best


def _strays(outputs: Outputs, problem: PreparedProblem) -> list[Stray]:
    return [
        (number, row, column, channel)
        for number, (output, goal) in enumerate(zip(outputs, problem.goals, strict=True))
        for row, column, channel in np.argwhere(excess_of(output, goal)).tolist()
    ]


@dataclass(frozen=True, eq=False)
class _Room:
    """The goals' passes, and how far the free pixels may move: least, most (r, 3, c)."""

    problem: PreparedProblem
    passes: tuple[Passes, ...]
    least: Floats
    most: Floats

    @staticmethod
    def of(problem: PreparedProblem) -> "_Room":
        linear = problem.linear
        least, most = (np.broadcast_to(limit, linear.levels.shape) for limit in (linear.least, linear.most))
        return _Room(problem, tuple(map(Passes.of, problem.goals)), least, most)

    def window(self, image: RGB, known: list[Known], stray: Stray, idle: int) -> "_Window":
        """The free pixels of a stray's window, and the outputs around it."""
        number, row, column, channel = stray
        view, problem = self.passes[number], self.problem
        wider, margin = idle, MARGINS[min(idle, len(MARGINS) - 1)]
        rows = np.intersect1d(view.rows.mixed(row, wider), problem.rows)
        columns = np.intersect1d(view.columns.mixed(column, wider), problem.columns)
        free = (
            np.searchsorted(problem.rows, rows)[:, None],
            channel,
            np.searchsorted(problem.columns, columns),
        )
        pairs = zip(self.passes, known, strict=True)
        around = (
            WindowOutputs.of(other, image, own, channel, (rows, columns), margin) for other, own in pairs
        )
        return _Window(
            (rows[:, None], columns, channel),
            self.least[free].astype(np.float64),
            self.most[free].astype(np.float64),
            [near for near in around if near is not None],
        )


@dataclass(frozen=True, eq=False)
class _Window:
    """Pixels that may move, (k, l), and the outputs of every goal that they reach. place: into the image."""

    place: tuple[Indices, Indices, int]
    least: Doubles
    most: Doubles
    around: list[WindowOutputs]

    @property
    def missed(self) -> int:
        """Outputs around that are out of bounds."""
        return sum(near.missed for near in self.around)


def _settle(window: _Window, image: RGB, sparing: bool) -> None:
    """Move pixels of the window, in `image`, while that helps."""
    values = image[window.place].astype(np.float64)
    missed, excess = window.missed, sum(near.excess for near in window.around)
    for _ in range(MOST_STEPS * len(window.around)):
        if excess <= 0:
            break
        row, column, steps = _candidates(window, values)
        if not row.size:
            break
        tried = np.sum([near.tried(row, column, steps) for near in window.around], axis=0)
        best = np.unravel_index(np.argmin(tried), tried.shape)
        if tried[best] > excess - LEAST_GAIN:
            break
        excess = float(tried[best])
        pixel = row[best[0]], column[best[0]]
        values[pixel] += steps[best]
        for near in window.around:
            near.move(*pixel, steps[best])
    if not sparing or window.missed < missed:
        image[window.place] = values


def _candidates(window: _Window, values: Doubles) -> tuple[Indices, Indices, Doubles]:
    """Pixels of the window (p,) and the steps (p, s) that they can take downhill."""
    slope = np.sum([near.slope() for near in window.around], axis=0)
    room = np.where(slope > 0, values - window.least, window.most - values)
    promise = (np.abs(slope) * np.minimum(room, FAR)).ravel()
    chosen = np.argpartition(-promise, min(PIXELS, promise.size) - 1)[:PIXELS]
    chosen = chosen[promise[chosen] > 0]
    row, column = np.unravel_index(chosen, slope.shape)
    steps = np.minimum(STEPS, room[row, column][:, None])
    return row, column, -np.sign(slope[row, column])[:, None] * steps
