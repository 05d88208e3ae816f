"""The selective median filter (seed paper, §4.3).

The windows of a band of rows are laid out as planes, one per pixel of the window, and all medians of the band
are found at once, bit by bit. Bands are independent and numpy leaves the interpreter free while it
computes, so they run on several threads; each is small enough to stay in a core's caches.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress
from core.sanitizing.bands import run_bands
from core.sanitizing.blocks import AxisBlocks, axis_blocks
from core.sanitizing.lattice import Sampled
from core.sanitizing.layout import CHANNELS, Layout, hollow, layout
from core.sanitizing.medians import MOST_PLANES, Ranks, values_at_rank
from core.sanitizing.scratch import Scratch
from core.sanitizing.windows import Windows

RGB = NDArray[np.uint8]
Indices = NDArray[np.intp]

BAND_VALUES = 16_384
"""Medians per band and member of a block: numpy then computes longer than it takes to call, and two such
arrays fit into the first cache."""
BAND_BYTES = 8_000_000
"""Window values per band at most, so that no band takes long …"""
LEAST_VALUES = 1024
"""… but so many medians at least."""


def selective_median(image: RGB, result: RGB, sampled: Sampled, windows: Windows, progress: Progress) -> None:
    """Write the median of each window into `result` at the sampled pixel it is about, per channel.

    `image` and `result` are (H, W, 3) uint8 and not the same array. An even count takes the lower of the
    two middle values. The cost is 8 · |P| · |W| comparisons at most, whatever the values.
    """
    columns = axis_blocks(windows.columns, image.shape[1])
    rows = axis_blocks(windows.rows, image.shape[0])
    work = _Work(image, result, sampled, windows, columns, Scratch())
    bands = [band for group in rows for band in _bands(group, columns, image.shape[1])]

    def restore(chosen: slice) -> None:
        for group, first in bands[chosen]:
            work.restore(group, first)

    run_bands(len(bands), 1, restore, progress, "Taking medians around the sampled pixels")


def _bands(
    rows: AxisBlocks, columns: tuple[AxisBlocks, ...], width: int
) -> Iterator[tuple[AxisBlocks, Indices]]:
    """Rows of blocks, by their index of the first member: few enough, and near enough, for the caches."""
    values = CHANNELS * max(group.first.size for group in columns)
    planes = max(group.offsets.size for group in columns) * rows.offsets.size
    wanted = max(LEAST_VALUES, min(BAND_VALUES, BAND_BYTES // planes))
    count = -(-rows.first.size // max(1, wanted // values))
    step = -(-rows.first.size // count)  # all alike, so that no thread waits for the others
    anchors, start = rows.anchors, 0
    while start < anchors.size:
        within = np.searchsorted(anchors, anchors[start] + max(1, BAND_BYTES // (CHANNELS * width)))
        stop = min(start + step, int(within))
        yield rows, rows.first[start:stop]
        start = stop


@dataclass(frozen=True, eq=False)
class _Work:
    """What is to be restored, and where to."""

    image: RGB
    result: RGB
    sampled: Sampled
    windows: Windows
    columns: tuple[AxisBlocks, ...]
    scratch: Scratch

    def restore(self, rows: AxisBlocks, first: Indices) -> None:
        """Restore the rows of the blocks with these first members."""
        margin = max(group.windows.reach + group.length for group in self.columns)
        anchors = rows.windows.places[first]
        band = hollow(self.image, self.sampled, anchors, rows, margin, self.scratch)
        members = range(rows.length)
        lines = [self.result[anchors + row].reshape(first.size, -1) for row in members]
        ranks = [self._ranks(first + row) for row in members]
        for columns in self.columns:
            planes = layout(band, anchors, rows, columns, margin, self.scratch)
            for row in members:
                self._restore_row(planes, ranks[row], row, lines[row])
        for row in members:
            self.result[anchors + row] = lines[row].reshape(first.size, -1, CHANNELS)

    def _ranks(self, rows: Indices) -> Ranks:
        """Values before the lower median of each window, in bytes where no window has more planes."""
        planes = (2 * self.windows.rows.reach + 1) * (2 * self.windows.columns.reach + 1)
        ranks = (self.windows.free_in(rows) - 1) >> 1
        return ranks.astype(np.uint8 if planes <= MOST_PLANES else np.uint16)

    def _restore_row(self, planes: Layout, ranks: Ranks, row: int, lines: RGB) -> None:
        columns = planes.columns
        for column in range(columns.length):
            rank = np.take(ranks, np.repeat(columns.first + column, CHANNELS), axis=1)
            median = values_at_rank(planes.window(row, column), rank.ravel(), self.scratch)
            places = (columns.anchors + column)[:, None] * CHANNELS + np.arange(CHANNELS)
            lines[:, places.ravel()] = median.reshape(len(lines), -1)
