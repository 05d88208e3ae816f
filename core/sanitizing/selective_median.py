"""The selective median filter (seed paper, §4.3).

Small windows that lie within the image and share much are restored by networks, tile by tile. For all others
the windows of a band of rows are laid out as planes, one per pixel of the window, and all medians of the band
are found at once, bit by bit. Bands are independent and numpy leaves the interpreter free while it computes,
so they run on several threads; each is small enough to stay in a core's caches.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress, stage
from core.sanitizing.bands import run_bands
from core.sanitizing.blocks import AxisBlocks, axis_blocks
from core.sanitizing.lattice import Lattice, Sampled
from core.sanitizing.layout import Layout, hollow, layout
from core.sanitizing.medians import MOST_PLANES, Ranks, values_at_rank
from core.sanitizing.network_medians import Tile, TileMedians
from core.sanitizing.pixels import CHANNELS, as_pixels
from core.sanitizing.scratch import Scratch
from core.sanitizing.shared_counts import SharedCounts, counts_of
from core.sanitizing.tiling import tiling
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
IN_TILES = 0.8
"""Share of the work that is done in tiles, where there are any."""
TEXT = "Taking medians around the sampled pixels"
Left = tuple[tuple[AxisBlocks, tuple[AxisBlocks, ...]], ...]


def selective_median(image: RGB, result: RGB, sampled: Sampled, windows: Windows, progress: Progress) -> None:
    """Write the median of each window into `result` at the sampled pixel it is about, per channel.

    `image` and `result` are (H, W, 3) uint8 and not the same array. An even count takes the lower of the
    two middle values. The cost is 8 · |P| · |W| comparisons at most, whatever the values.
    """
    columns = axis_blocks(windows.columns, image.shape[1])
    rows = axis_blocks(windows.rows, image.shape[0])
    scratch, share = Scratch(), 0.0
    left = tuple((group, columns) for group in rows)
    if len(sampled.lattices) == 1:
        plan = tiling(sampled.lattices[0], rows, columns)
        left, share = plan.left, IN_TILES if plan.tiles else 0.0
        _restore_tiles(plan.tiles, image, result, sampled.lattices[0], scratch, stage(progress, 0.0, share))
    _restore_left(left, _Work(image, result, sampled, windows, scratch), stage(progress, share, 1.0))


def _restore_tiles(
    tiles: tuple[Tile, ...], image: RGB, result: RGB, lattice: Lattice, scratch: Scratch, progress: Progress
) -> None:
    """By networks. On one thread: their steps are so short that several would wait for the interpreter."""

    def restore(chosen: slice) -> None:
        for tile in tiles[chosen]:
            TileMedians(tile, image, lattice, scratch).write(result)

    run_bands(len(tiles), 1, restore, progress, TEXT, threads=1)


def _restore_left(left: Left, work: "_Work", progress: Progress) -> None:
    """By comparing."""
    width = work.image.shape[1]
    bands = [(columns, *band) for rows, columns in left for band in _bands(rows, columns, width)]

    def restore(chosen: slice) -> None:
        for columns, group, first in bands[chosen]:
            work.restore(columns, group, first)

    run_bands(len(bands), 1, restore, progress, TEXT)


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
    scratch: Scratch

    def restore(self, columns: tuple[AxisBlocks, ...], rows: AxisBlocks, first: Indices) -> None:
        """Restore blocks with these `first` rows, and of these columns."""
        anchors = rows.windows.places[first]
        band = hollow(self.image, self.sampled, rows, anchors, columns, self.scratch)
        for group in columns:
            planes = layout(band, anchors, rows, group, self.scratch)
            counts = counts_of(planes, self.scratch)
            for row in range(rows.length):
                self._restore_row(planes, counts, first + row, row)

    def _restore_row(self, planes: Layout, counts: SharedCounts | None, rows: Indices, row: int) -> None:
        columns, width = planes.columns, self.image.shape[1]
        pixels = as_pixels(self.result).ravel()
        lines = width * self.windows.rows.places[rows][:, None]
        for column in range(columns.length):
            ranks = np.repeat(self._ranks(rows, columns.first + column), CHANNELS, axis=1)
            if counts is None:
                median = values_at_rank(planes.window(row, column), ranks.ravel(), self.scratch)
            else:
                own = planes.own(row, column)
                median = values_at_rank(own, ranks.ravel(), self.scratch, besides=counts.below)
            pixels[lines + (columns.anchors + column)] = as_pixels(median.reshape(rows.size, -1, CHANNELS))

    def _ranks(self, rows: Indices, columns: Indices) -> Ranks:
        """Values before the lower median of each window, in bytes where no window has more planes."""
        planes = (2 * self.windows.rows.reach + 1) * (2 * self.windows.columns.reach + 1)
        ranks = (self.windows.free_in(rows, columns) - 1) >> 1
        return ranks.astype(np.uint8 if planes <= MOST_PLANES else np.uint16)
