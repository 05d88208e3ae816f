"""Windows as planes: for each offset from the sampled pixels one array with the pixels at that offset.

Planes exist per block of neighbours, not per sampled pixel: what a pair shares is laid out once. Offsets
that are sampled everywhere have none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.sanitizing.blocks import AxisBlocks
from core.sanitizing.lattice import Sampled
from core.sanitizing.pixels import CHANNELS
from core.sanitizing.scratch import Scratch

RGB = NDArray[np.uint8]
Planes = NDArray[np.uint8]
Indices = NDArray[np.intp]

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

    def shared(self) -> tuple[Planes, Planes]:
        """The planes that the windows of all members hold, as views."""
        opened = self.open[self._common(self.columns.offsets, self.rows.open)]
        return opened, self.closed[self._common(self.columns.open, self.rows.closed)]

    def own(self, row: int, column: int) -> list[Planes]:
        """The planes of the window of that member that are not `shared`, as views."""
        rows, columns = self.rows, self.columns
        parts: list[Planes] = []
        for planes, across, down in (
            (self.open, columns.offsets, rows.open),
            (self.closed, columns.open, rows.closed),
        ):
            within = columns.within(across, column), rows.within(down, row)
            parts += _around(planes, within, self._common(across, down))
        return parts

    def _common(self, across: Indices, down: Indices) -> tuple[slice, slice]:
        """The parts of offsets (rising) that the windows of all members reach."""
        return _common(self.columns, across), _common(self.rows, down)


def _common(axis: AxisBlocks, offsets: Indices) -> slice:
    first, last = axis.within(offsets, 0), axis.within(offsets, axis.length - 1)
    return slice(last.start, max(last.start, first.stop))


def _around(planes: Planes, outer: tuple[slice, slice], inner: tuple[slice, slice]) -> list[Planes]:
    """What of planes lies in the outer rectangle and not in the inner one, which lies within it."""
    (left, right), (top, bottom) = ((part.start, part.stop) for part in outer)
    across, down = inner
    parts = (
        planes[left : across.start, top:bottom],
        planes[across.stop : right, top:bottom],
        planes[across, top : down.start],
        planes[across, down.stop : bottom],
    )
    return [part for part in parts if part.size]


@dataclass(frozen=True, eq=False)
class Band:
    """What some windows reach of an image, without P.

    `pixels` is (columns · 3, rows) uint8: the image at these `columns` and `rows`, turned, as columns are
    picked first. P and places beyond the image are absent.
    """

    rows: Indices
    columns: Indices
    pixels: Planes


def hollow(
    image: RGB,
    sampled: Sampled,
    rows: AxisBlocks,
    anchors: Indices,
    columns: Sequence[AxisBlocks],
    scratch: Scratch,
) -> Band:
    """What the windows of blocks at the rows `anchors`, and of those `columns`, reach."""
    down = _reached([(anchors, rows)])
    across = _reached([(group.anchors, group) for group in columns])
    inside, within = _inside(down, image.shape[0]), _inside(across, image.shape[1])
    band = scratch.bytes_of("band", down.size, across.size, CHANNELS)
    band[:] = ABSENT
    inner = band[inside, within]
    inner[:] = image[_index(down[inside])][:, _index(across[within])]
    for lattice in sampled.lattices:
        taken = np.repeat(lattice.columns[across[within]], CHANNELS).reshape(-1, CHANNELS)
        inner[lattice.rows[down[inside]]] |= taken * np.uint8(ABSENT)
    turned = scratch.bytes_of("turned", band[0].size, len(band))
    cv2.transpose(band.reshape(len(band), -1), turned)
    return Band(down, across, turned)


def _reached(groups: Sequence[tuple[Indices, AxisBlocks]]) -> Indices:
    """The places that windows of blocks at those anchors reach, rising; before the image negative ones."""
    before = max(group.windows.reach for _, group in groups)
    last = max(int(anchors[-1] + group.offsets[-1]) for anchors, group in groups)
    flags = np.zeros(before + last + 1, np.bool_)
    for anchors, group in groups:
        for offset in group.offsets:
            flags[anchors + (before + offset)] = True
    return np.flatnonzero(flags) - before


def _inside(places: Indices, length: int) -> slice:
    start, stop = np.searchsorted(places, (0, length))
    return slice(int(start), int(stop))


def _index(places: Indices) -> Indices | slice:
    """`places` as a slice where they have no gap, which copies nothing."""
    first, last = int(places[0]), int(places[-1])
    return slice(first, last + 1) if last - first + 1 == places.size else places


def layout(band: Band, anchors: Indices, rows: AxisBlocks, columns: AxisBlocks, scratch: Scratch) -> Layout:
    """The planes of all blocks at the rows `anchors`, from the `band` that `hollow` made for these."""
    picked = _picked(band, columns, scratch)
    starts = np.searchsorted(band.rows, anchors + rows.offsets[0]) - rows.offsets[0]
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


def _picked(band: Band, columns: AxisBlocks, scratch: Scratch) -> Planes:
    """The columns at each offset from the blocks: (offsets, rows of the band, columns of blocks · 3).

    Whole columns are copied and turned, many times quicker than single pixels out of every row.
    """
    height, pixels = band.rows.size, columns.anchors.size
    starts = np.searchsorted(band.columns, columns.anchors + columns.offsets[0]) - columns.offsets[0]
    lines = band.pixels.reshape(-1, height * CHANNELS)
    result = scratch.bytes_of("picked", columns.offsets.size, height, pixels * CHANNELS)
    chosen = scratch.bytes_of("chosen", pixels, height * CHANNELS)
    for plane, offset in zip(result, columns.offsets, strict=True):
        np.take(lines, starts + offset, axis=0, out=chosen, mode="clip")
        cv2.transpose(chosen.reshape(-1, height), plane)
    return result
