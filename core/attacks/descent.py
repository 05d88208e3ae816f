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
from core.attacks.repair import Outputs, Repair, copied, excess_of
from core.attacks.window_outputs import WindowOutputs, unmodelled
from core.images.arrays import RGB

Poll = Callable[[float], None]
Stray = tuple[int, int, int, int]
"""Number of the goal, row, column and channel of an output that is missed."""

Place = tuple[Indices, Indices, int]
_Change = tuple[Place, RGB]
"""Where pixels changed, and what they were."""

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

LEAST_GAIN, LEAST_SHARE = 1e-5, 1e-3
"""Squared grey levels, and share of the excess, that a step is worth."""

MOST_WINDOWS = 1000
"""Where more are missed, the float solution has to change; wider windows count as the windows in them."""

IDLE_ROUNDS = 6
"""Times that all missed outputs are visited without one less, in ever wider windows."""


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
    strays = _strays(mended.outputs, problem)
    if not strays or len(strays) > MOST_WINDOWS:
        return mended
    room, image = _Room.of(problem), copied(mended.image, poll)
    outputs, best, rounds, fewest, idle = mended.outputs, mended.outputs, mended.rounds, len(strays), 0
    since: list[_Change] = []
    while idle < IDLE_ROUNDS and 0 < len(strays) * (1 + 2 * idle) ** 2 <= MOST_WINDOWS:
        sites = [room.site(image, outputs, stray, idle) for stray in strays]
        changes = []
        for count, site in enumerate(sites):
            poll((idle + count / len(sites)) / IDLE_ROUNDS)
            changes += room.settle(site, image, MARGINS[min(idle, len(MARGINS) - 1)], sparing)
        since, idle = since + changes, idle + 1
        if not changes:
            continue
        outputs, rounds = resize(image), rounds + 1
        strays = _strays(outputs, problem)
        if len(strays) < fewest:
            best, since, fewest, idle = outputs, [], len(strays), 0
    for place, before in reversed(since):
        image[place] = before
    return Repair(image, best, rounds)


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

    def site(self, image: RGB, outputs: Outputs, stray: Stray, wider: int) -> "_Site":
        """The free pixels of a stray's window, and of so many windows on both sides of it."""
        number, row, column, channel = stray
        view, problem = self.passes[number], self.problem
        rows = np.intersect1d(view.rows.mixed(row, wider), problem.rows)
        columns = np.intersect1d(view.columns.mixed(column, wider), problem.columns)
        pairs = zip(self.passes, outputs, strict=True)
        off = tuple(unmodelled(own, image, output, channel, (rows, columns)) for own, output in pairs)
        return _Site(rows, columns, channel, off)

    def settle(self, site: "_Site", image: RGB, margin: float, sparing: bool) -> "list[_Change]":
        """Move pixels of the site, in `image`, while that helps; the change made, if one was."""
        pairs = zip(self.passes, site.off, strict=True)
        around = [
            WindowOutputs.of(view, image, site.channel, (site.rows, site.columns), margin, off)
            for view, off in pairs
            if off is not None
        ]
        before = image[site.place]
        missed = sum(near.missed for near in around)
        after = _settled(before.astype(np.float64), around, *self._limits(site))
        if (after == before).all() or (sparing and sum(near.missed for near in around) >= missed):
            return []
        image[site.place] = after
        return [(site.place, before)]

    def _limits(self, site: "_Site") -> tuple[Doubles, Doubles]:
        rows = np.searchsorted(self.problem.rows, site.rows)[:, None]
        free = rows, site.channel, np.searchsorted(self.problem.columns, site.columns)
        return self.least[free].astype(np.float64), self.most[free].astype(np.float64)


@dataclass(frozen=True, eq=False)
class _Site:
    """Rows and columns that may move, and what was not modelled there of each goal before anything did."""

    rows: Indices
    columns: Indices
    channel: int
    off: tuple[Doubles | None, ...]

    @property
    def place(self) -> Place:
        """Into the image."""
        return self.rows[:, None], self.columns, self.channel


def _settled(values: Doubles, around: list[WindowOutputs], least: Doubles, most: Doubles) -> Doubles:
    """The values (k, l) of a window's pixels after steps downhill; `around` follows them."""
    excess = sum(near.excess for near in around)
    for _ in range(MOST_STEPS * len(around)):
        row, column, steps = _candidates(values, around, least, most)
        if excess <= 0 or not row.size:
            break
        tried = np.sum([near.tried(row, column, steps) for near in around], axis=0)
        best = np.unravel_index(np.argmin(tried), tried.shape)
        if tried[best] > excess * (1 - LEAST_SHARE) - LEAST_GAIN:
            break
        excess = float(tried[best])
        pixel = row[best[0]], column[best[0]]
        values[pixel] += steps[best]
        for near in around:
            near.move(*pixel, steps[best])
    return values


def _candidates(
    values: Doubles, around: list[WindowOutputs], least: Doubles, most: Doubles
) -> tuple[Indices, Indices, Doubles]:
    """Pixels of the window (p,) and the steps (p, s) that they can take downhill."""
    slope = np.sum([near.slope() for near in around], axis=0)
    room = np.where(slope > 0, values - least, most - values)
    promise = (np.abs(slope) * np.minimum(room, FAR)).ravel()
    chosen = np.argpartition(-promise, min(PIXELS, promise.size) - 1)[:PIXELS]
    chosen = chosen[promise[chosen] > 0]
    row, column = np.unravel_index(chosen, slope.shape)
    steps = np.minimum(STEPS, room[row, column][:, None])
    return row, column, -np.sign(slope[row, column])[:, None] * steps
