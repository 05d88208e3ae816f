"""The windows of the selective filters: around each sampled pixel, without the other sampled pixels.

What one pipeline samples is a product of rows and columns, so how many free pixels a window holds is
counted per axis; the same holds for a few. What many sample is counted in a summed-area table.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.sanitizing.lattice import Flags, Lattice, Sampled

Indices = NDArray[np.intp]
Counts = NDArray[np.int32]
Chosen = Indices | slice
Free = Callable[[Chosen, Chosen], Counts]
"""Free pixels per window of the rows and columns of windows asked for, (rows, columns)."""

MOST_LATTICES = 6
"""Lattices up to which windows are counted by their products, 2⁶ terms; a table takes over from there."""


@dataclass(frozen=True, eq=False)
class AxisWindows:
    """Windows along one axis: `places` of the sampled rows (or columns), half width `reach`."""

    places: Indices
    reach: int


@dataclass(frozen=True, eq=False)
class Windows:
    """The windows W_p, 2β_v × 2β_h around every p of one lattice of P (seed paper, §4.3)."""

    rows: AxisWindows
    columns: AxisWindows
    counter: "Counter"
    grown: int = 0
    """Pixels on each side by which they are larger than the paper's."""

    def smaller(self) -> "tuple[Windows, ...]":
        """The windows of every size from the paper's up to these, which come last; those may hold nothing."""
        return (*(self._shrunk(self.grown - extra) for extra in range(self.grown)), self)

    def _shrunk(self, by: int) -> "Windows":
        rows, columns = (AxisWindows(axis.places, axis.reach - by) for axis in (self.rows, self.columns))
        return Windows(rows, columns, self.counter, self.grown - by)

    @property
    def free(self) -> Counts:
        """Pixels in each that lie in the image and not in P: (rows, columns), at least 1."""
        return self.free_in(slice(None))

    def free_in(self, rows: Chosen, columns: Chosen = slice(None)) -> Counts:
        """`free` of those rows and columns of windows alone."""
        return self._free(rows, columns)

    @cached_property
    def _free(self) -> "Free":
        return self.counter.free(self.rows, self.columns)


def windows_for(lattice: Lattice, count: "Counter", growth: int) -> Windows | None:
    """The windows around the pixels of `lattice`, without any that `count` takes for sampled.

    The half width is ⌊β⌋, at least 1. Near edges, at ratios below 2 and where a kernel is nearly as wide as
    the ratio a window of that size can consist of sampled pixels alone; then all windows grow by a pixel on
    each side until every one holds a free pixel. None where `growth` pixels are not enough for that.
    """
    rows, columns = np.flatnonzero(lattice.rows), np.flatnonzero(lattice.columns)
    for extra in range(growth + 1):
        reach_v, reach_h = (reach + extra for reach in lattice.reach)
        vertical, horizontal = AxisWindows(rows, reach_v), AxisWindows(columns, reach_h)
        if count.every_window_is_free(vertical, horizontal):
            return Windows(vertical, horizontal, count, extra)
    return None


class _ProductCounter:
    """Free pixels per window for a few lattices: the union's size by inclusion and exclusion.

    What several lattices share is a product of rows and columns again, so each term is one of counts per
    axis: free = Σ sign · (vertical count) · (horizontal count), a product of two small matrices.
    """

    def __init__(self, lattices: Sequence[Lattice]) -> None:
        everything = np.ones_like(lattices[0].rows), np.ones_like(lattices[0].columns)
        self._before = [(_summed(everything[0]), _summed(everything[1]), 1)]
        for size in range(1, len(lattices) + 1):
            for chosen in itertools.combinations(lattices, size):
                rows = np.logical_and.reduce([lattice.rows for lattice in chosen])
                columns = np.logical_and.reduce([lattice.columns for lattice in chosen])
                self._before.append((_summed(rows), _summed(columns), (-1) ** size))

    def free(self, rows: AxisWindows, columns: AxisWindows) -> Free:
        """What tells the free pixels per window."""
        vertical, horizontal = self._counts(rows, columns)
        return lambda across, down: self._product(vertical[:, across], horizontal[:, down])

    def every_window_is_free(self, rows: AxisWindows, columns: AxisWindows) -> bool:
        """Whether each window holds a free pixel; asked of the few kinds of windows there are."""
        vertical, horizontal = (_kinds(counts) for counts in self._counts(rows, columns))
        return bool(self._product(vertical, horizontal).min() > 0)

    def _counts(self, rows: AxisWindows, columns: AxisWindows) -> tuple[Counts, Counts]:
        """Per term and window, how many of the window's rows, and how many of its columns, are in it."""
        vertical = [_within(rows, before) for before, _, _ in self._before]
        horizontal = [_within(columns, before) for _, before, _ in self._before]
        return np.stack(vertical), np.stack(horizontal)

    def _product(self, vertical: Counts, horizontal: Counts) -> Counts:
        signs = np.array([sign for _, _, sign in self._before])[:, None]
        # As floats, which hold these whole numbers exactly and multiply many times quicker.
        return (vertical.T.astype(np.float64) @ (signs * horizontal).astype(np.float64)).astype(np.int32)


class _TableCounter:
    """Free pixels per window for any P, from a summed-area table."""

    def __init__(self, mask: Flags) -> None:
        self._table = np.zeros((mask.shape[0] + 1, mask.shape[1] + 1), np.int32)
        np.cumsum(~mask, axis=0, dtype=np.int32, out=self._table[1:, 1:])
        np.cumsum(self._table, axis=1, out=self._table)

    def free(self, rows: AxisWindows, columns: AxisWindows) -> Free:
        """What tells the free pixels per window."""
        height, width = self._table.shape
        top, bottom = _bounds(rows, height - 1)
        left, right = _bounds(columns, width - 1)

        def of(across: Chosen, down: Chosen) -> Counts:
            bands = self._table[bottom[across]] - self._table[top[across]]
            return np.asarray(bands[:, right[down]] - bands[:, left[down]], np.int32)

        return of

    def every_window_is_free(self, rows: AxisWindows, columns: AxisWindows) -> bool:
        """Whether each window holds a free pixel."""
        return bool(self.free(rows, columns)(slice(None), slice(None)).min() > 0)


def counter_for(sampled: Sampled) -> "Counter":
    """What counts the free pixels of any windows over `sampled`."""
    if len(sampled.lattices) <= MOST_LATTICES:
        return _ProductCounter(sampled.lattices)
    return _TableCounter(sampled.mask())


Counter = _ProductCounter | _TableCounter


def _kinds(counts: Counts) -> Counts:
    """The columns that differ. As Python's own: for columns this short quicker than sorting them."""
    return np.array(list(set(zip(*counts.tolist(), strict=True))), np.int32).T


def _within(axis: AxisWindows, before: Counts) -> Counts:
    """How many flags lie in each window of an axis, from their sums before each place."""
    start, stop = _bounds(axis, before.size - 1)
    return before[stop] - before[start]


def _bounds(axis: AxisWindows, length: int) -> tuple[Indices, Indices]:
    return np.maximum(axis.places - axis.reach, 0), np.minimum(axis.places + axis.reach + 1, length)


def _summed(flags: Flags) -> Counts:
    return np.concatenate([[0], np.cumsum(flags)]).astype(np.int32)
