"""Exact solutions where kernel windows do not overlap: every output pixel is its own small problem.

For one output pixel with weights w the changes d, each in its useful direction, must give Σ w·d = `need`
with 0 ≤ d ≤ room. Every norm has its own way to share the need out. Arrays are (P, 3, K): P windows of K
pixels in three channels; weights are their absolute values; `need` is (P, 3).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core.attacks.linear_problem import Floats

Minimiser = Callable[[Floats, Floats, Floats], Floats]
"""(room, weights, need) to changes (P, 3, K)."""

REACHED = 1e-3
"""Grey levels of output that count as reached."""


def least_squares(room: Floats, weights: Floats, need: Floats) -> Floats:
    """L2: all pixels move in proportion to their weight, saturated ones excepted."""
    return _proportional(room, weights, weights, need)


def smallest_peak(room: Floats, weights: Floats, need: Floats) -> Floats:
    """L∞: all pixels move equally far, saturated ones excepted."""
    return _proportional(room, weights, (weights > 0).astype(np.float32), need)


def fewest_levels(room: Floats, weights: Floats, need: Floats) -> Floats:
    """L1: fractional knapsack, the pixels of highest weight first."""
    return _filled(np.argsort(-weights, axis=-1, kind="stable"), room, weights, need)


def fewest_pixels(room: Floats, weights: Floats, need: Floats) -> Floats:
    """L0: the pixels that do the largest share of what is needed first, the last one only as far as needed.

    Exact for grey images. The order is shared by the channels, so that they change the same pixels.
    """
    share = np.minimum(room * weights, need[..., None]) / np.maximum(need, REACHED)[..., None]
    order = np.argsort(-share.sum(axis=1, keepdims=True), axis=-1, kind="stable")
    return _filled(np.broadcast_to(order, room.shape), room, weights, need)


def _proportional(room: Floats, weights: Floats, speed: Floats, need: Floats) -> Floats:
    """min(t·speed, room) with t such that the need is met.

    Σ w·min(t·speed, room) is concave in t, so Newton's method climbs to t in at most K + 1 steps.
    """
    moved = np.zeros_like(need)
    for _ in range(weights.shape[-1] + 1):
        wanted = moved[..., None] * speed
        missing = need - np.einsum("pck,pck->pc", weights, np.minimum(wanted, room))
        slope = np.einsum("pck,pck,pck->pc", weights, speed, (wanted < room).astype(np.float32))
        climb = (missing > REACHED) & (slope > 0)
        if not climb.any():
            break
        moved[climb] += missing[climb] / slope[climb]
    return np.asarray(np.minimum(moved[..., None] * speed, room), np.float32)


def _filled(order: NDArray[np.intp], room: Floats, weights: Floats, need: Floats) -> Floats:
    """Move the pixels to their limit in that order until the need is met."""
    limit, strength = np.take_along_axis(room, order, -1), np.take_along_axis(weights, order, -1)
    capacity = limit * strength
    before = np.cumsum(capacity, axis=-1) - capacity
    taken = np.clip(need[..., None] - before, 0, capacity)
    change = np.divide(taken, strength, out=np.zeros_like(taken), where=strength > 0)
    result: Floats = np.empty(change.shape, np.float32)
    np.put_along_axis(result, order, change, -1)
    return result
