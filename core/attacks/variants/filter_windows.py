"""The windows of the selective filters as an attacker knows them (seed paper, §4.3 and appendix B).

Around every sampled pixel p lies a window W_p of 2β_v × 2β_h pixels, those of P left out. Windows overlap,
so they are handled in groups that do not.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.images.arrays import RGB
from core.scaling.operator import ScalingOperator

Indices = NDArray[np.intp]
Mask = NDArray[np.bool_]
_V = TypeVar("_V", bound=np.generic)

CHUNK_VALUES = 250_000
"""Window pixels looked at between two chances to cancel."""


@dataclass(frozen=True, eq=False)
class AxisWindows:
    """Windows along one axis: `places` of the sampled rows (or columns), half width `reach`."""

    places: Indices
    reach: int

    @property
    def width(self) -> int:
        """Positions a window covers, those outside the image included."""
        return 2 * self.reach + 1

    @cached_property
    def groups(self) -> tuple[Indices, ...]:
        """Indices into `places`, in groups of windows that do not touch each other."""
        ends, group = list[int](), np.empty(self.places.size, np.intp)
        for index, place in enumerate(self.places):
            free = (number for number, end in enumerate(ends) if place - end > 2 * self.reach)
            group[index] = number = next(free, len(ends))
            ends[number : number + 1] = [int(place)]
        return tuple(np.flatnonzero(group == number) for number in range(len(ends)))


@dataclass(frozen=True, eq=False)
class Chunk:
    """Some windows that do not overlap, the product of `rows` and `columns`, both indices into places.

    at: index of their pixels into a padded (…, …, C) image, giving (rows, columns, kv, kh, C).
    """

    rows: Indices
    columns: Indices
    at: tuple[Indices, Indices]


@dataclass(frozen=True, eq=False)
class FilterWindows:
    """All windows of a source of `shape`.

    free: pixels outside P, padded by the windows' reach on each side. free_counts: how many of them each
    window holds, (sampled rows, sampled columns), at least 1.
    """

    shape: tuple[int, int]
    rows: AxisWindows
    columns: AxisWindows
    free: Mask
    free_counts: Indices

    def padded(self, image: NDArray[_V]) -> NDArray[_V]:
        """An (H, W[, C]) array with zeros around it, as `Chunk.at` expects."""
        around = [(self.rows.reach,) * 2, (self.columns.reach,) * 2]
        return np.pad(image, [*around, *[(0, 0)] * (image.ndim - 2)])

    def inner(self, padded: NDArray[Any]) -> RGB:
        """The image without its padding, as uint8."""
        (height, width), down, across = self.shape, self.rows.reach, self.columns.reach
        return np.ascontiguousarray(padded[down : down + height, across : across + width], np.uint8)

    def middles(self, chunk: Chunk) -> tuple[Indices, Indices]:
        """Index of the chunk's sampled pixels into a padded image, giving (rows, columns, C)."""
        down = self.rows.places[chunk.rows] + self.rows.reach
        across = self.columns.places[chunk.columns] + self.columns.reach
        return down[:, None], across[None, :]

    @property
    def chunk_count(self) -> int:
        """How many chunks one pass over all windows takes."""
        return sum(len(parts) for parts in self._parts)

    def chunks(self) -> Iterator[Chunk]:
        """All windows once, group by group."""
        for parts in self._parts:
            for rows, columns in parts:
                down = self.rows.places[rows][:, None] + np.arange(self.rows.width)
                across = self.columns.places[columns][:, None] + np.arange(self.columns.width)
                yield Chunk(rows, columns, (down[:, None, :, None], across[None, :, None, :]))

    @cached_property
    def _parts(self) -> tuple[tuple[tuple[Indices, Indices], ...], ...]:
        most = max(1, CHUNK_VALUES // (self.rows.width * self.columns.width))
        pairs = itertools.product(self.rows.groups, self.columns.groups)
        return tuple(tuple(_split(rows, columns, most)) for rows, columns in pairs)


def windows_of(operator: ScalingOperator) -> FilterWindows:
    """The windows of an operator that leaves pixels unsampled (`sampled_share` below 1).

    Half as wide as ⌊β⌋ on each side; all grow by a pixel until every one holds a pixel outside P.
    """
    free = ~operator.sampled_mask()
    for extra in itertools.count():
        reaches = [max(1, int(ratio)) + extra for ratio in operator.ratio]
        rows = AxisWindows(np.flatnonzero(operator.sampled_rows), reaches[0])
        columns = AxisWindows(np.flatnonzero(operator.sampled_columns), reaches[1])
        counts = _free_counts(operator, rows, columns)
        if counts.min() > 0:
            break
    margins = ((rows.reach,) * 2, (columns.reach,) * 2)
    return FilterWindows(operator.source_shape, rows, columns, np.pad(free, margins), counts)


def _free_counts(operator: ScalingOperator, rows: AxisWindows, columns: AxisWindows) -> Indices:
    """Pixels outside P in each window."""
    down = _counts(operator.sampled_rows, rows)
    across = _counts(operator.sampled_columns, columns)
    return np.asarray(np.outer(down[0], across[0]) - np.outer(down[1], across[1]), np.intp)


def _counts(sampled: Mask, axis: AxisWindows) -> tuple[Indices, Indices]:
    """Per window: positions inside the image, and sampled ones."""
    start = np.maximum(axis.places - axis.reach, 0)
    stop = np.minimum(axis.places + axis.reach + 1, sampled.size)
    before = np.concatenate([[0], np.cumsum(sampled)])
    return stop - start, before[stop] - before[start]


def _split(rows: Indices, columns: Indices, most: int) -> Iterator[tuple[Indices, Indices]]:
    """Blocks of at most about `most` windows."""
    across = min(columns.size, most)
    down = max(1, most // across)
    for top in range(0, rows.size, down):
        for left in range(0, columns.size, across):
            yield rows[top : top + down], columns[left : left + across]
