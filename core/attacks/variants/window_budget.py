"""How many more pixels of each window may be rewritten before a share δ of it is."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.attacks.variants.filter_windows import AxisWindows, Chunk, FilterWindows, Indices

Counts = NDArray[np.int64]

SHARERS = 4
"""Most windows of a group, which do not touch each other, that a window outside the group can overlap."""


@dataclass(eq=False)
class WindowBudget:
    """Keeps count for every window and channel. delta: the share of a window that may be rewritten, 0..1."""

    windows: FilterWindows
    delta: float
    rewritten: Counts = field(init=False)
    allowed: Counts = field(init=False)

    def __post_init__(self) -> None:
        places = (self.windows.rows.places.size, self.windows.columns.places.size)
        self.rewritten = np.zeros((*places, 3), np.int64)
        self.allowed = np.floor(self.delta * self.windows.free_counts + 1e-9).astype(np.int64)[..., None]

    def left(self, chunk: Chunk) -> Counts:
        """How many pixels each window of the chunk may rewrite so that none exceeds its share, (r, c, 3)."""
        here = np.ix_(chunk.rows, chunk.columns)
        if self.delta == 1.0:  # nothing to keep within
            return np.broadcast_to(self.allowed[here], (chunk.rows.size, chunk.columns.size, 3))
        remaining = np.maximum(self.allowed - self.rewritten, 0)
        return np.asarray(np.minimum(remaining[here], self._spared_by_others(remaining, chunk)), np.int64)

    def _spared_by_others(self, remaining: Counts, chunk: Chunk) -> Counts:
        """What the windows that overlap the chunk's can bear from each of them, (r, c, 3)."""
        down, across = (_overlapped(axis) for axis in (self.windows.rows, self.windows.columns))
        around = ((down, down), (across, across), (0, 0))
        bearable = np.pad(remaining // SHARERS, around, constant_values=self.windows.free.size)
        least = np.full((chunk.rows.size, chunk.columns.size, 3), self.windows.free.size, np.int64)
        for row in range(2 * down + 1):
            part = bearable[chunk.rows + row]
            for column in range(2 * across + 1):
                if (row, column) != (down, across):
                    np.minimum(least, part[:, chunk.columns + column], out=least)
        return least

    def note(self, chunk: Chunk, change: NDArray[np.int8]) -> None:
        """Count values rewritten (1) and set back (−1); change: (r, c, kv, kh, 3) of the chunk's windows."""
        if self.delta == 1.0:
            return
        where = np.nonzero(change)
        row, column = chunk.at[0][where[0], 0, where[2], 0], chunk.at[1][0, where[1], 0, where[3]]
        tops, bottoms = _span(self.windows.rows, row)
        lefts, rights = _span(self.windows.columns, column)
        rows, columns, _ = self.rewritten.shape
        corners = np.zeros((rows + 1, columns + 1, 3), np.int64)
        for vertical, horizontal, sign in (
            (tops, lefts, 1),
            (bottoms, lefts, -1),
            (tops, rights, -1),
            (bottoms, rights, 1),
        ):
            np.add.at(corners, (vertical, horizontal, where[4]), sign * change[where].astype(np.int64))
        self.rewritten += corners.cumsum(axis=0).cumsum(axis=1)[:rows, :columns]


def _span(axis: AxisWindows, position: Indices) -> tuple[Indices, Indices]:
    """First window that holds each padded position, and the one after the last."""
    place = position - axis.reach
    first = np.searchsorted(axis.places, place - axis.reach, "left")
    return np.asarray(first, np.intp), np.asarray(np.searchsorted(axis.places, place + axis.reach, "right"))


def _overlapped(axis: AxisWindows) -> int:
    """How many places further on a window can still overlap."""
    last = np.searchsorted(axis.places, axis.places + 2 * axis.reach, "right") - 1
    return int((last - np.arange(axis.places.size)).max(initial=0))
