"""Windows as planes: for each offset from the sampled pixels one array with the pixels at that offset.

Planes exist per block of neighbours, not per sampled pixel: what a pair shares is laid out once. Offsets
that are sampled everywhere have none.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.sanitizing.blocks import AxisBlocks
from core.sanitizing.lattice import Sampled
from core.sanitizing.scratch import Scratch

RGB = NDArray[np.uint8]
Planes = NDArray[np.uint8]
Indices = NDArray[np.intp]

CHANNELS = 3
ABSENT = 255
"""Stands where a window has no pixel; never below any trial value, so never counted."""


@dataclass(frozen=True, eq=False)
class Layout:
    """The planes of some rows of blocks, by what of the windows' rows is free.

    `open` is (horizontal offsets, open vertical offsets, values), `closed` (open horizontal offsets, closed
    vertical offsets, values), values being rows of blocks · columns of blocks · channels.
    """

    rows: AxisBlocks
    columns: AxisBlocks
    open: Planes
    closed: Planes

    def window(self, row: int, column: int) -> tuple[Planes, Planes]:
        """The planes of the window of that member of every block, as views."""
        horizontal = self.columns.within(self.columns.offsets, column)
        free = self.columns.within(self.columns.open, column)
        opened = self.open[horizontal, self.rows.within(self.rows.open, row)]
        return opened, self.closed[free, self.rows.within(self.rows.closed, row)]


def hollow(
    image: RGB, sampled: Sampled, anchors: Indices, rows: AxisBlocks, margin: int, scratch: Scratch
) -> Planes:
    """What the windows of blocks at the rows `anchors` reach, without P: ((width + 2 · margin) · 3, rows).

    P and all beyond the image are absent. Columns come first, as they are picked first.
    """
    first, last = int(anchors[0] + rows.offsets[0]), int(anchors[-1] + rows.offsets[-1]) + 1
    height, width = image.shape[:2]
    band = scratch.bytes_of("band", last - first, width + 2 * margin, CHANNELS)
    band[:] = ABSENT
    start, stop = max(first, 0), min(last, height)
    inner = band[start - first : stop - first, margin : margin + width]
    inner[:] = image[start:stop]
    for lattice in sampled.lattices:
        absent = np.repeat(lattice.columns, CHANNELS).reshape(width, CHANNELS) * np.uint8(ABSENT)
        for row in np.flatnonzero(lattice.rows[start:stop]):
            np.bitwise_or(inner[row], absent, out=inner[row])
    turned = scratch.bytes_of("turned", band[0].size, len(band))
    cv2.transpose(band.reshape(len(band), -1), turned)
    return turned


def layout(
    band: Planes, anchors: Indices, rows: AxisBlocks, columns: AxisBlocks, margin: int, scratch: Scratch
) -> Layout:
    """The planes of all blocks at the rows `anchors`, from the `band` that `hollow` made for these."""
    picked = _picked(band, columns, margin, scratch)
    starts = anchors - anchors[0] - rows.offsets[0]
    values = anchors.size * picked.shape[2]
    shape = anchors.size, picked.shape[2]
    opened = scratch.bytes_of("opened", len(picked), rows.open.size, *shape)
    np.take(picked, rows.open[:, None] + starts, axis=1, out=opened, mode="clip")
    closed = scratch.bytes_of("closed", columns.open.size, rows.closed.size, *shape)
    for plane, offset in zip(closed, np.searchsorted(columns.offsets, columns.open), strict=True):
        np.take(picked[offset], rows.closed[:, None] + starts, axis=0, out=plane, mode="clip")
    return Layout(
        rows,
        columns,
        opened.reshape(*opened.shape[:2], values),
        closed.reshape(*closed.shape[:2], values),
    )


def _picked(band: Planes, columns: AxisBlocks, margin: int, scratch: Scratch) -> Planes:
    """The columns at each offset from the blocks: (offsets, rows of the band, columns of blocks · 3).

    Whole columns are copied and turned, many times quicker than single pixels out of every row.
    """
    height = band.shape[1]
    pixels = columns.anchors.size
    lines = band.reshape(-1, height * CHANNELS)
    result = scratch.bytes_of("picked", columns.offsets.size, height, pixels * CHANNELS)
    chosen = scratch.bytes_of("chosen", pixels, height * CHANNELS)
    for plane, offset in zip(result, columns.offsets, strict=True):
        np.take(lines, columns.anchors + (margin + offset), axis=0, out=chosen, mode="clip")
        cv2.transpose(chosen.reshape(-1, height), plane)
    return result
