"""Sampled places along one axis, in blocks of neighbours whose windows are laid out together.

A bilinear kernel samples pairs of neighbours, a bicubic one fours; their windows are all but the same. One
layout of everything that a block's windows reach serves each of its members as a slice.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.sanitizing.windows import AxisWindows

Indices = NDArray[np.intp]

LONGEST = 4
"""Members of a block; longer runs of sampled places are cut."""


@dataclass(frozen=True, eq=False)
class AxisBlocks:
    """Blocks of `length` neighbours: the index of each one's `first` member among the window's places.

    An offset is a place's distance from a block's first member. `open` are the offsets, rising, at which
    some block has a place that is in the image and not sampled; `closed` are the other ones that windows
    reach. Only at open offsets of the other axis can there be a free pixel in a closed row or column.
    """

    windows: AxisWindows
    first: Indices
    length: int
    open: Indices
    closed: Indices

    @property
    def offsets(self) -> Indices:
        """All offsets that the windows of a block reach."""
        return _offsets(self.windows.reach, self.length)

    @property
    def anchors(self) -> Indices:
        """Places of the first members."""
        return self.windows.places[self.first]

    def within(self, offsets: Indices, member: int) -> slice:
        """The part of `offsets` (rising) that the window of a block's `member` reaches."""
        reach = self.windows.reach
        start, stop = np.searchsorted(offsets, (member - reach, member + reach + 1))
        return slice(int(start), int(stop))


def axis_blocks(windows: AxisWindows, length: int) -> tuple[AxisBlocks, ...]:
    """All windows of an axis of `length` pixels, in blocks; one group for each length of block."""
    places = windows.places
    starts = np.flatnonzero(np.diff(places, prepend=-2) != 1)
    index = np.arange(places.size)
    run = np.repeat(starts, np.diff(starts, append=places.size))
    first = index[(index - run) % LONGEST == 0]
    sizes = np.diff(first, append=places.size)
    return tuple(_group(windows, first[sizes == size], int(size), length) for size in np.unique(sizes))


def _group(windows: AxisWindows, first: Indices, members: int, length: int) -> AxisBlocks:
    free = np.ones(length, np.bool_)
    free[windows.places] = False
    offsets = _offsets(windows.reach, members)
    margin = windows.reach + members
    anchors = windows.places[first] + margin
    padded = np.pad(free, margin)
    is_open = np.array([padded[anchors + offset].any() for offset in offsets])
    return AxisBlocks(windows, first, members, offsets[is_open], offsets[~is_open])


def _offsets(reach: int, members: int) -> Indices:
    return np.arange(-reach, reach + members)
