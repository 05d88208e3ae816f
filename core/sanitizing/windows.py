"""The windows of the selective filters: around each sampled pixel, without the other sampled pixels.

What one pipeline samples is a product of rows and columns, so how many free pixels a window holds is
counted per axis; what several sample is counted in a summed-area table.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.sanitizing.lattice import Flags, Lattice, Sampled

Indices = NDArray[np.intp]
Counts = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class AxisWindows:
    """Windows along one axis: `places` of the sampled rows (or columns), half width `reach`."""

    places: Indices
    reach: int


@dataclass(frozen=True, eq=False)
class Windows:
    """The windows W_p, 2β_v × 2β_h around every p of one lattice of P (seed paper, §4.3).

    `free` is the number of pixels in each that lie in the image and not in P; (rows, columns), at least 1.
    """

    rows: AxisWindows
    columns: AxisWindows
    free: Counts


def windows_for(lattice: Lattice, sampled: Sampled, growth: int) -> Windows | None:
    """The windows around the pixels of `lattice`, without any of `sampled`, which has those too.

    The half width is ⌊β⌋, at least 1. Near edges, at ratios below 2 and where a kernel is nearly as wide as
    the ratio a window of that size can consist of sampled pixels alone; then all windows grow by a pixel on
    each side until every one holds a free pixel. None where `growth` pixels are not enough for that.
    """
    rows, columns = np.flatnonzero(lattice.rows), np.flatnonzero(lattice.columns)
    count = _counter(sampled)
    for extra in range(growth + 1):
        reach_v, reach_h = (reach + extra for reach in lattice.reach)
        vertical, horizontal = AxisWindows(rows, reach_v), AxisWindows(columns, reach_h)
        if count.every_window_is_free(vertical, horizontal):
            return Windows(vertical, horizontal, count(vertical, horizontal))
    return None


class _ProductCounter:
    """Free pixels per window for one lattice: all inside the image less those in P, each a product."""

    def __init__(self, lattice: Lattice) -> None:
        self._before = _summed(lattice.rows), _summed(lattice.columns)

    def __call__(self, rows: AxisWindows, columns: AxisWindows) -> Counts:
        inside_v, sampled_v = _counts(rows, self._before[0])
        inside_h, sampled_h = _counts(columns, self._before[1])
        return np.outer(inside_v, inside_h) - np.outer(sampled_v, sampled_h)

    def every_window_is_free(self, rows: AxisWindows, columns: AxisWindows) -> bool:
        """Whether each window holds a free pixel; asked of the few kinds of windows there are."""
        inside_v, sampled_v = np.unique(_counts(rows, self._before[0]), axis=1)
        inside_h, sampled_h = np.unique(_counts(columns, self._before[1]), axis=1)
        return bool((np.outer(inside_v, inside_h) > np.outer(sampled_v, sampled_h)).all())


class _TableCounter:
    """Free pixels per window for any P, from a summed-area table."""

    def __init__(self, mask: Flags) -> None:
        self._table = np.zeros((mask.shape[0] + 1, mask.shape[1] + 1), np.int32)
        np.cumsum(~mask, axis=0, dtype=np.int32, out=self._table[1:, 1:])
        np.cumsum(self._table, axis=1, out=self._table)

    def __call__(self, rows: AxisWindows, columns: AxisWindows) -> Counts:
        height, width = self._table.shape
        top, bottom = _bounds(rows, height - 1)
        left, right = _bounds(columns, width - 1)
        bands = self._table[bottom] - self._table[top]
        return np.asarray(bands[:, right] - bands[:, left], np.int32)

    def every_window_is_free(self, rows: AxisWindows, columns: AxisWindows) -> bool:
        """Whether each window holds a free pixel."""
        return bool(self(rows, columns).min() > 0)


def _counter(sampled: Sampled) -> _ProductCounter | _TableCounter:
    if len(sampled.lattices) == 1:
        return _ProductCounter(sampled.lattices[0])
    return _TableCounter(sampled.mask())


def _counts(axis: AxisWindows, before: Counts) -> tuple[Counts, Counts]:
    """Per window of an axis: rows inside the image, and those of them that are sampled."""
    start, stop = _bounds(axis, before.size - 1)
    return (stop - start).astype(np.int32), before[stop] - before[start]


def _bounds(axis: AxisWindows, length: int) -> tuple[Indices, Indices]:
    return np.maximum(axis.places - axis.reach, 0), np.minimum(axis.places + axis.reach + 1, length)


def _summed(flags: Flags) -> Counts:
    return np.concatenate([[0], np.cumsum(flags)]).astype(np.int32)
