"""Moving the medians of windows to given values with the least change (seed paper, appendix C)."""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.int16]
Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]
Keys = NDArray[np.uint32]

NEVER = np.uint32(2**32 - 1)
"""Key of a pixel that can not help."""
PLACES = 2**20
"""Keys per grey level: one for every pixel of a window, so that no two keys are equal."""


def medians(values: Values, free: Mask) -> Values:
    """The lower median of each window's free pixels; values, free: (M, K), at least one free each."""
    order = np.sort(np.where(free, values, np.int16(256)), axis=1)
    return np.take_along_axis(order, _rank(free)[:, None], axis=1)[:, 0]


def needed(values: Values, free: Mask, targets: Values) -> Counts:
    """How many pixels of each window must move for its lower median to be the target, (M,).

    Positive: to be raised to it; negative: to be lowered. At least that many in any solution (Eq. 13).
    """
    rank, count = _rank(free), free.sum(axis=1)
    at_least = ((values >= targets[:, None]) & free).sum(axis=1)
    at_most = ((values <= targets[:, None]) & free).sum(axis=1)
    raised = np.maximum(count - rank - at_least, 0)
    return np.asarray(raised - np.maximum(rank + 1 - at_most, 0), np.int64)


def moved(
    values: Values,
    usable: Mask,
    targets: Values,
    need: Counts,
    most: Counts,
    generator: np.random.Generator,
    disorder: int = 0,
) -> Values:
    """The windows with the nearest pixels on the wrong side set to the target, as the paper does.

    usable: (M, K), pixels that may change. most: (M,), how many may; where that is less than is needed, of
    the pixels between median and target those nearest to the median move, which takes the median along.
    disorder: grey levels by which the order of nearness is disturbed, so that windows that share pixels do
    not fall for the same ones again and again; at 0 only equally near ones are shuffled.
    """
    distance = (targets[:, None] - values) * np.sign(need)[:, None].astype(np.int16)
    keys = _keys(distance, usable & (distance > 0), generator, disorder)
    order = np.sort(keys, axis=1)
    count = np.minimum(np.abs(need), (keys < NEVER).sum(axis=1))
    spared = np.maximum(count - most, 0)
    chosen = (keys <= _at(order, count - 1)) & (count > 0)[:, None]
    chosen &= (keys > _at(order, spared - 1)) | (spared == 0)[:, None]
    return np.where(chosen, targets[:, None], values)


def _rank(free: Mask) -> Counts:
    """Place of the lower middle among the free pixels in ascending order."""
    return np.asarray((free.sum(axis=1) - 1) // 2, np.int64)


def _keys(distance: Values, useful: Mask, generator: np.random.Generator, disorder: int) -> Keys:
    """Nearness first, then a shuffled place in the window."""
    away = np.maximum(distance, 0).astype(np.uint32)
    if disorder:
        away += generator.integers(0, disorder, distance.shape, np.uint32)
    shuffled = generator.permutation(distance.shape[1]).astype(np.uint32)
    return np.where(useful, away * np.uint32(PLACES) + shuffled, NEVER)


def _at(order: Keys, place: Counts) -> Keys:
    """The sorted key at each window's place, (M, 1)."""
    return np.take_along_axis(order, np.maximum(place, 0)[:, None], axis=1)
