"""Integer repair: small integer steps until the real libraries' outputs are within ε of the targets.

The float optimum sits on the edge of its bounds; rounding to uint8 and the libraries' own rounding push some
output pixels over it. Each of them is brought back by moving one influential pixel of its window. The real
libraries judge every step, those of all goals, and a step that does not help is taken back.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.attacks.linear_problem import Floats
from core.attacks.neighbours import Reach, reaches
from core.attacks.prepared import PreparedGoal, PreparedProblem
from core.attacks.steps import Mover, Where
from core.images.arrays import RGB

Outputs = tuple[RGB, ...]

MAX_ROUNDS = 100
"""Resize calls per goal."""

BAND_ROWS = 500
"""Rows that are copied between two polls."""

CHOSEN_AT_ONCE = 3000
"""Output pixels that are mended in one round."""


@dataclass(frozen=True)
class Repair:
    """image: (H, W, 3) uint8; outputs: (h', w', 3) uint8 of the real libraries; rounds: resize calls made."""

    image: RGB
    outputs: Outputs
    rounds: int


def repair(
    image: RGB,
    problem: PreparedProblem,
    resize: Callable[[RGB], Outputs],
    poll: Callable[[float], None] = lambda _: None,
    outputs: Outputs | None = None,
) -> Repair:
    """Bring every max|resize(A) - T| down to ε where steps of single pixels can; `image` is not written to.

    resize: A to every goal's output; outputs: those of `image` where they are known.
    """
    outputs = resize(image) if outputs is None else outputs
    if not any(excess_of(*pair).any() for pair in zip(outputs, problem.goals, strict=True)):
        return Repair(image, outputs, 1)
    return _Mender(copied(image, poll), list(outputs), problem).run(resize, poll)


def copied(image: RGB, poll: Callable[[float], None]) -> RGB:
    """A copy, made in bands: of a large image it takes as long as someone may wait for a cancel."""
    copy = np.empty_like(image)
    for start in range(0, len(image), BAND_ROWS):
        poll(0.0)
        copy[start : start + BAND_ROWS] = image[start : start + BAND_ROWS]
    return copy


class _Mender:
    """The image, its outputs and what has been tried, while they change."""

    def __init__(self, image: RGB, outputs: list[RGB], problem: PreparedProblem) -> None:
        goals = problem.linear.goals
        self.image, self.outputs, self.problem = image, outputs, problem
        self.reach = reaches(goals)
        self.movers = [Mover.of(problem, number) for number in range(len(goals))]
        self.excess = [self._excess(number, output) for number, output in enumerate(outputs)]
        self.tries = [np.zeros(excess.shape, np.int16) for excess in self.excess]

    def run(self, resize: Callable[[RGB], Outputs], poll: Callable[[float], None]) -> Repair:
        """One goal's output pixels after the other's until nothing is left that could still be tried."""
        rounds, idle, turn, most = 1, 0, 0, MAX_ROUNDS * len(self.outputs)
        while rounds < most and idle < len(self.outputs):
            poll(rounds / most)
            goal = turn % len(self.outputs)
            turn += 1
            strength = np.abs(self.excess[goal]) * self.movers[goal].may_try(self.tries[goal])
            chosen = independent(strength, self.reach[goal].spacing, self.movers[goal].most_at_once)
            if not chosen[0].size:
                idle += 1
                continue
            idle = 0
            self._round(goal, chosen, resize)
            rounds += 1
        return Repair(self.image, tuple(self.outputs), rounds)

    def _round(self, goal: int, chosen: Where, resize: Callable[[RGB], Outputs]) -> None:
        """Move a pixel for each chosen output pixel; take back those that did not help."""
        tries, excess = self.tries[goal][chosen], self.excess[goal][chosen]
        where, before = self.movers[goal].move(self.image, excess, tries, chosen)
        outputs = resize(self.image)
        after = [self._excess(number, output) for number, output in enumerate(outputs)]
        worse = _change(self.excess, after, chosen, self.reach[goal]) > -1e-3
        self.image[pick(where, worse)] = before[worse]
        undone = pick(chosen, worse)
        for number, (output, beyond) in enumerate(zip(outputs, after, strict=True)):
            keep = _touched(beyond.shape, undone, self.reach[goal], number)
            self.excess[number] = np.where(keep, self.excess[number], beyond)
            part = self.problem.goals[number].outputs
            merged = output.copy()
            merged[part] = np.where(keep, self.outputs[number][part], output[part])
            self.outputs[number] = merged
        self.tries[goal][undone] += 1

    def _excess(self, number: int, output: RGB) -> Floats:
        """Of those output pixels that the free source pixels reach."""
        goal = self.problem.goals[number]
        return excess_of(output, goal)[goal.outputs]


def excess_of(output: RGB, goal: PreparedGoal) -> Floats:
    """How far the output is beyond T ± ε, signed, (h', w', 3) grey levels."""
    error = np.subtract(output, goal.target, dtype=np.float32)
    return np.asarray(error - np.clip(error, -goal.epsilon, goal.epsilon), np.float32)


def independent(strength: Floats, spacing: tuple[int, int], most: int) -> Where:
    """The strongest violations that disturb nothing in common, so that each step can be judged alone."""
    found = np.flatnonzero(strength)
    most = min(most, CHOSEN_AT_ONCE) if spacing != (0, 0) else most
    if found.size > most:
        found = found[np.argpartition(-strength.ravel()[found], most)[:most]]
    places = np.unravel_index(found, strength.shape)
    if spacing == (0, 0) or not found.size:
        return places
    return pick(places, _apart(places, strength[places], strength.shape, spacing))


def _apart(
    places: Where, strength: Floats, shape: tuple[int, ...], spacing: tuple[int, int]
) -> NDArray[np.bool_]:
    """The strongest first, each blocking those too near to it."""
    blocked, kept = np.zeros(shape, np.bool_), np.zeros(len(strength), np.bool_)
    down, across = spacing
    order = np.argsort(-strength, kind="stable")
    for place, row, column, channel in zip(order, *(axis[order].tolist() for axis in places), strict=True):
        if not blocked[row, column, channel]:
            kept[place] = True
            rows = slice(max(0, row - down), row + down + 1)
            blocked[rows, max(0, column - across) : column + across + 1, channel] = True
    return kept


def _change(before: list[Floats], after: list[Floats], chosen: Where, reach: Reach) -> Floats:
    """By how much the total excess around each chosen output pixel grew, all goals together."""
    if reach.alone:
        return np.asarray(np.abs(after[0][chosen]) - np.abs(before[0][chosen]))
    total = np.zeros(len(chosen[0]))
    for old, new, (rows, columns) in zip(before, after, reach.spans, strict=True):
        sums = np.zeros((old.shape[0] + 1, old.shape[1] + 1, old.shape[2]))
        np.cumsum(np.cumsum(np.abs(new) - np.abs(old), axis=0, dtype=np.float64), axis=1, out=sums[1:, 1:])
        top, bottom = rows.first[chosen[0]], rows.last[chosen[0]] + 1
        left, right, channel = columns.first[chosen[1]], columns.last[chosen[1]] + 1, chosen[2]
        total += sums[bottom, right, channel] - sums[top, right, channel]
        total += sums[top, left, channel] - sums[bottom, left, channel]
    return np.asarray(total)


def _touched(shape: tuple[int, ...], places: Where, reach: Reach, number: int) -> NDArray[np.bool_]:
    """Which outputs of a goal the windows of those places touch."""
    if reach.alone:
        touched = np.zeros(shape, np.bool_)
        touched[places] = True
        return touched
    rows, columns = reach.spans[number]
    marks = np.zeros((shape[0] + 1, shape[1] + 1, shape[2]), np.int32)
    top, bottom = rows.first[places[0]], rows.last[places[0]] + 1
    left, right = columns.first[places[1]], columns.last[places[1]] + 1
    for row, column, sign in ((top, left, 1), (bottom, right, 1), (top, right, -1), (bottom, left, -1)):
        np.add.at(marks, (row, column, places[2]), sign)
    return np.asarray(np.cumsum(np.cumsum(marks, axis=0), axis=1)[:-1, :-1] > 0)


def pick(where: Where, which: NDArray[np.bool_]) -> Where:
    """Some of the places."""
    return tuple(axis[which] for axis in where)
