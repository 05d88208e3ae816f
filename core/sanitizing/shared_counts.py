"""How many pixels of what windows share are below any value: counted once for all members of a block.

Windows of a block's members are all but the same. So the pixels that all of them hold are counted by value,
one histogram per block and channel, and a member's search looks its trial values up there; only what is its
own it compares. A running histogram serves the same end in the literature (Huang et al., 1979, "A fast
two-dimensional median filtering algorithm"); here windows lie apart and share with their own block alone.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from core.sanitizing.layout import Layout, Planes
from core.sanitizing.medians import Values
from core.sanitizing.scratch import Scratch

Counts = NDArray[np.uint16]

LEVELS = 256
LEAST_COMPARED, LEAST_MEMBERS = 6000, 4
"""Pixels shared times members, and members, from which a histogram takes less time than comparing."""
MOST_SHARED = 65_535
"""Pixels that fit a count."""
PLACES_AT_A_TIME = 256
"""Histograms counted at a time, which stay in a core's caches."""


def counts_of(planes: Layout, scratch: Scratch) -> "SharedCounts | None":
    """The counts of what all members of these blocks share; None where that is not worth it."""
    shared = [part for part in planes.shared() if part.size]
    size = sum(part.shape[0] * part.shape[1] for part in shared)
    members = planes.rows.length * planes.columns.length
    if members < LEAST_MEMBERS or size * members < LEAST_COMPARED or size > MOST_SHARED:
        return None
    return SharedCounts(shared, scratch)


class SharedCounts:
    """Of each place, how many of some planes (…, …, places) are below each value."""

    def __init__(self, shared: list[Planes], scratch: Scratch) -> None:
        places = shared[0].shape[2]
        self._starts = np.arange(0, LEVELS * places, LEVELS)
        self._below = np.zeros((places, LEVELS), np.uint16)
        for first in range(0, places, PLACES_AT_A_TIME):
            some = slice(first, min(places, first + PLACES_AT_A_TIME))
            self._count(_turned([part[:, :, some] for part in shared], scratch), some)

    def _count(self, values: Planes, some: slice) -> None:
        """Count values (places, planes). Place by place, so that counts stay in the first cache."""
        starts = self._starts[: len(values), None]
        counts = np.bincount((starts + values).ravel(), minlength=starts.size * LEVELS).reshape(-1, LEVELS)
        np.cumsum(counts[:, :-1], axis=1, dtype=np.uint16, out=self._below[some, 1:])

    def below(self, trial: Values) -> Counts:
        """How many are below `trial` (places,) at each place."""
        return self._below.ravel().take(self._starts + trial, mode="clip")


def _turned(parts: list[Planes], scratch: Scratch) -> Planes:
    """Planes (…, …, places) as (places, planes)."""
    sizes, places = [part.shape[0] * part.shape[1] for part in parts], parts[0].shape[2]
    gathered = scratch.bytes_of("gathered", sum(sizes), places)
    start = 0
    for part, size in zip(parts, sizes, strict=True):
        gathered[start : start + size].reshape(part.shape)[:] = part
        start += size
    turned = scratch.bytes_of("turned places", places, sum(sizes))
    cv2.transpose(gathered, turned)
    return turned
