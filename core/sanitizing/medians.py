"""Values of a given rank over planes of bytes, found for all places at once, bit by bit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.sanitizing.scratch import Scratch

Planes = NDArray[np.uint8]
Values = NDArray[np.uint8]
Ranks = NDArray[np.unsignedinteger[Any]]

Counted = Callable[[Values], Ranks]

BITS = (7, 6, 5, 4, 3, 2, 1, 0)
MOST_PLANES = 255
"""Planes compared at a time: as many as a byte can count, and not more than caches hold."""


def values_at_rank(
    window: Sequence[Planes], rank: Ranks, scratch: Scratch, besides: Counted | None = None
) -> Values:
    """For each place the value with `rank` smaller ones before it, of equal ones any.

    `window` are planes in arrays (…, …, places), `rank` is (places,), at least 0 and less than their number;
    of uint8 where there are at most `MOST_PLANES`. `besides` tells how many values that are not in `window`
    are below a trial value (places,). The cost is 8 comparisons per value, whatever they are.
    """
    comparisons = _comparisons(window, rank.size, scratch)
    value = np.zeros(rank.size, np.uint8)
    reached = np.empty(rank.size, np.bool_)
    bit_set = reached.view(np.uint8)
    for bit in BITS:
        trial = value | np.uint8(1 << bit)
        below = _below(comparisons, trial)
        if besides is not None:
            below = np.add(below, besides(trial), dtype=np.uint16)
        np.less_equal(below, rank, out=reached)
        value |= np.left_shift(bit_set, bit, out=bit_set)
    return value


@dataclass(frozen=True, eq=False)
class _Comparison:
    """Planes with where it is written which of their values are below a trial value, one row per plane."""

    parts: tuple[tuple[Planes, NDArray[np.bool_]], ...]
    written: NDArray[np.bool_]

    def below(self, trial: Values) -> Values:
        """How many planes are below `trial` at each place."""
        for planes, flags in self.parts:
            np.less(planes, trial, out=flags)
        return np.asarray(np.add.reduce(self.written.view(np.uint8), axis=0, dtype=np.uint8), np.uint8)


def _below(comparisons: Sequence[_Comparison], trial: Values) -> Ranks:
    first, *others = comparisons
    count: Ranks = first.below(trial)
    for other in others:
        count = np.add(count, other.below(trial), dtype=np.uint16)
    return count


def _comparisons(window: Sequence[Planes], places: int, scratch: Scratch) -> list[_Comparison]:
    """The planes in parts, as many together as can be counted in a byte. All write to the same memory."""
    groups: list[list[Planes]] = [[]]
    for part in (part for planes in window for part in _parts(planes)):
        if sum(map(_count, groups[-1])) + _count(part) > MOST_PLANES:
            groups.append([])
        groups[-1].append(part)
    return [_comparison(group, places, scratch) for group in groups]


def _comparison(group: Sequence[Planes], places: int, scratch: Scratch) -> _Comparison:
    written = scratch.bytes_of("below", sum(map(_count, group)), places).view(np.bool_)
    parts, start = [], 0
    for planes in group:
        flags = written[start : start + _count(planes)]
        parts.append((planes, flags.reshape(planes.shape)))
        start += len(flags)
    return _Comparison(tuple(parts), written)


def _parts(planes: Planes) -> Iterator[Planes]:
    """Parts of at most `MOST_PLANES`, empty ones left out."""
    across, down = planes.shape[:2]
    step = max(1, MOST_PLANES // max(1, down))
    for first in range(0, across, step):
        for top in range(0, down, MOST_PLANES):
            yield planes[first : first + step, top : top + MOST_PLANES]


def _count(planes: Planes) -> int:
    return int(np.prod(planes.shape[:2]))
