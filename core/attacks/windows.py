"""Exact solutions where kernel windows do not overlap: every output pixel is its own small problem.

For one output pixel with weights w its pixels v must change so that Σ w·(x - v) = `need`, least ≤ x ≤ most.
Every norm has its own way to share the need out. Pixels of a window lie along the first axis: values, least
and most are (K, m, 3, n), or broadcast to it; weights (K, m, 1, n); need (m, 3, n).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.attacks.linear_problem import Floats, Limit

REACHED = np.float32(1e-3)
"""Grey levels of output that count as reached."""


@dataclass(frozen=True, eq=False)
class Windows:
    """The windows of some output pixels; see the module's text for the shapes."""

    values: Floats
    weights: Floats
    need: Floats
    least: Limit = np.float32(0)  # noqa: RUF009 (immutable)
    most: Limit = np.float32(255)  # noqa: RUF009


Minimiser = Callable[[Windows], Floats]
"""Windows to the values wanted, (K, m, 3, n)."""


def least_squares(windows: Windows) -> Floats:
    """L2: all pixels move in proportion to their weight, saturated ones excepted."""
    return _proportional(windows, windows.weights)


def smallest_peak(windows: Windows) -> Floats:
    """L∞: all pixels move equally far, saturated ones excepted."""
    return _proportional(windows, np.sign(windows.weights))


def fewest_levels(windows: Windows) -> Floats:
    """L1: fractional knapsack, the pixels of highest weight first."""
    order = np.argsort(-np.abs(windows.weights), axis=0, kind="stable")
    return _filled(windows, np.broadcast_to(order, windows.values.shape))


def fewest_pixels(windows: Windows) -> Floats:
    """L0: the pixels that do the largest share of what is needed first, the last one only as far as needed.

    Exact for grey images. The order is shared by the channels, so that they change the same pixels.
    """
    need = np.abs(windows.need)
    able = room(windows) * np.abs(windows.weights)
    share = np.minimum(able, need) / np.maximum(need, REACHED)
    order = np.argsort(-share.sum(axis=2, keepdims=True), axis=0, kind="stable")
    return _filled(windows, np.broadcast_to(order, windows.values.shape))


def room(windows: Windows) -> Floats:
    """How far each pixel can move in the direction that helps, (K, m, 3, n) grey levels."""
    up = (windows.weights > 0) == (windows.need > 0)
    return np.asarray(np.where(up, windows.most - windows.values, windows.values - windows.least), np.float32)


def _proportional(windows: Windows, speed: Floats) -> Floats:
    """clip(v + t·speed, least, most) with t such that the need is met.

    What that does to the output is concave in |t|, so Newton's method climbs to t in at most K + 1 steps;
    after the first, only the windows with saturated pixels are left.
    """
    slope = (windows.weights * speed).sum(axis=0)
    pace = np.divide(windows.need, slope, out=np.zeros_like(windows.need), where=slope > 0)
    moved = _clipped(windows, pace * speed)
    missing = windows.need - _done(windows, moved)
    open_windows = np.abs(missing) > REACHED
    if open_windows.any():
        part = _chosen(windows, open_windows)
        swiftness = np.broadcast_to(speed, windows.values.shape)[:, open_windows]
        moved[:, open_windows] = _climbed(part, swiftness, pace[open_windows])
    return moved


def _climbed(windows: Windows, speed: Floats, pace: Floats) -> Floats:
    """The rest of Newton's steps; everything is (K, windows) here, need and pace (windows,)."""
    for _ in range(len(speed) + 1):
        wanted = windows.values + pace * speed
        moved = np.clip(wanted, windows.least, windows.most)
        missing = windows.need - _done(windows, moved)
        slope = (windows.weights * speed * (moved == wanted)).sum(axis=0)
        climb = (np.abs(missing) > REACHED) & (slope > 0)
        if not climb.any():
            break
        pace = pace + np.divide(missing, slope, out=np.zeros_like(missing), where=climb)
    return np.asarray(moved, np.float32)


def _clipped(windows: Windows, change: Floats) -> Floats:
    change += windows.values
    return np.clip(change, windows.least, windows.most, out=change)


def _done(windows: Windows, moved: Floats) -> Floats:
    """Σ w·(x - v)."""
    step = moved - windows.values
    step *= windows.weights
    return np.asarray(step.sum(axis=0))


def _chosen(windows: Windows, which: NDArray[np.bool_]) -> Windows:
    """Some of the windows, (K, windows)."""
    shape = windows.values.shape

    def of(values: Limit) -> Limit:
        return values if np.ndim(values) == 0 else np.broadcast_to(values, shape)[:, which]

    return Windows(
        windows.values[:, which],
        np.broadcast_to(windows.weights, shape)[:, which],
        windows.need[which],
        of(windows.least),
        of(windows.most),
    )


def _filled(windows: Windows, order: NDArray[np.intp]) -> Floats:
    """Move the pixels to their limit in that order until the need is met."""
    strength = np.abs(np.broadcast_to(windows.weights, order.shape))
    limit, strong = np.take_along_axis(room(windows), order, 0), np.take_along_axis(strength, order, 0)
    capacity = limit * strong
    before = np.cumsum(capacity, axis=0) - capacity
    taken = np.clip(np.abs(windows.need) - before, 0, capacity)
    change = np.divide(taken, strong, out=np.zeros_like(taken), where=strong > 0)
    result: Floats = np.empty(change.shape, np.float32)
    np.put_along_axis(result, order, change, 0)
    return windows.values + result * np.sign(windows.weights) * np.sign(windows.need)
