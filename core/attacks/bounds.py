"""The bounds on the outputs, as the dual solver sees them: its steps towards them and its certificate."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.attacks.banded import dot
from core.attacks.linear_problem import Floats, LinearProblem

Marks = NDArray[np.bool_]

SETTLED = 0.5
"""Share of its limit from which a multiplier counts as exhausted."""

MOST_ASTRAY = 0.8
"""Grey levels by which the few outputs left to the repair may leave their bounds."""


@dataclass(frozen=True, eq=False)
class State:
    """How far a solution has come. settled: no output leaves its bounds but a few that the repair is left, or
    those whose multiplier is at its limit; beyond: by how much these do, None without any; outside: how many
    outputs leave their bounds by more than is tolerated."""

    gap: float
    dual_value: float
    violation: float
    settled: bool
    beyond: Floats | None
    outside: int = 0


class Bounds:
    """The bounds on the output as a middle and half a width, flat; `off` is an output less the middle.

    limit: the most that a multiplier can become, flat; None for no limit.
    """

    def __init__(self, problem: LinearProblem, limit: Floats | None) -> None:
        self.tolerance, self.limit = problem.tolerance, limit
        self.strays = problem.strays * problem.low.size
        self.middle: Floats = (problem.low + problem.high) * np.float32(0.5)
        self.half: Floats = (problem.high - problem.low) * np.float32(0.5)

    def step(self, multipliers: Floats, off: Floats, curve: Floats) -> Floats:
        """One ascent step on λ: against the output, then the bounds' soft threshold (Moreau's identity)."""
        moved = multipliers * curve
        moved -= off
        moved -= np.clip(moved, -self.half, self.half)
        moved /= curve
        return self.limited(moved)

    def limited(self, multipliers: Floats) -> Floats:
        """The multipliers, written over, none beyond its limit."""
        if self.limit is None:
            return multipliers
        return np.clip(multipliers, -self.limit, self.limit, out=multipliers)

    def beyond(self, off: Floats) -> Floats | None:
        """By how much outputs leave their bounds, where more than tolerated; None if none may."""
        if self.limit is None:
            return None
        past = np.abs(off) - self.half
        return np.where(past > self.tolerance, past, np.float32(0))

    def outside(self, off: Floats, multipliers: Floats) -> tuple[Marks, Marks]:
        """Which outputs are outside, and which of them although their multiplier could still grow."""
        left = np.abs(off) - self.half > self.tolerance
        return left, left & self._can_grow(multipliers)

    def _can_grow(self, multipliers: Floats) -> Marks:
        if self.limit is None:
            return np.ones(multipliers.shape, np.bool_)
        return np.asarray(np.abs(multipliers) < np.float32(SETTLED) * self.limit)

    def certificate(self, multipliers: Floats, off: Floats, objective: float) -> State:
        """The objective less the dual value is Σ λ·off + |λ|·half, and the punishment for bounds left."""
        strength = np.abs(multipliers)
        slack = dot(multipliers, off) + dot(strength, self.half)
        beyond = np.abs(off)
        beyond -= self.half
        violation, dual_value = max(0.0, float(beyond.max())), objective - slack
        gap = abs(slack) / max(objective, 1.0)
        if violation <= self.tolerance or self.limit is None:
            return State(gap, dual_value, violation, violation <= self.tolerance, None)
        left = beyond > self.tolerance
        outside = int(np.count_nonzero(left))
        if violation <= MOST_ASTRAY and outside <= self.strays:
            return State(gap, dual_value, violation, settled=True, beyond=None, outside=outside)
        if (left & self._can_grow(strength)).any():
            return State(gap, dual_value, violation, settled=False, beyond=None, outside=outside)
        beyond[~left] = 0
        punished = objective + dot(self.limit, beyond)
        gap = abs(punished - dual_value) / max(punished, 1.0)
        return State(gap, dual_value, violation, settled=True, beyond=beyond, outside=outside)
