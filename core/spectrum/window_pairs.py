"""Pairs of lattices, one per axis, whose common points stand out in a window.

A window's profile along one axis holds a lattice diluted by the rows between; on the points of a pair nothing
is diluted. So each window tries its best lattices of both axes together, on its pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.spectrum import lattice
from core.spectrum.lattice import Phase
from core.spectrum.points import Box

Field = NDArray[np.float32]

LATTICES_TRIED = 8
"""Lattices per axis and window, those that its profile fits best."""
LARGEST_SKEW = 3.0
"""How much more one axis is scaled than the other at most; square models eat panoramas, but no ribbons."""
KEPT = 4
"""Pairs kept of a window."""
_LEAST_SPREAD = 0.02
SINGLE_THREADED = 250_000
"""Multiplications in one product; OpenBLAS starts threads from 4 · 65,536 on (interface/gemm.c)."""


@dataclass(frozen=True, eq=False)
class AxisLattices:
    """All lattices searched along an axis: target lengths (n,), phases, points as (n, N) bool."""

    lengths: NDArray[np.int_]
    phases: tuple[Phase, ...]
    points: NDArray[np.bool_]

    @property
    def ratios(self) -> NDArray[np.float64]:
        """β of each lattice, (n,)."""
        return np.asarray(self.points.shape[1] / self.lengths, np.float64)


@dataclass(frozen=True)
class PairInWindow:
    """Places of a vertical and a horizontal lattice, a window, and how much their points stand out there."""

    vertical: int
    horizontal: int
    box: Box
    stands_out: float


def axis_lattices(length: int, lengths: NDArray[np.int_], phases: Sequence[Phase]) -> AxisLattices:
    """The lattices of these target lengths and phases along an axis of `length` pixels."""
    points = np.zeros((len(lengths), length), np.bool_)
    for phase in dict.fromkeys(phases):
        places = np.array([place for place, one in enumerate(phases) if one is phase])
        found, _ = lattice.positions_of_all(length, lengths[places], phase)
        points[np.repeat(places, lengths[places]), found] = True
    return AxisLattices(lengths, tuple(phases), points)


def pairs_in_window(
    field: Field,
    box: Box,
    vertical: AxisLattices,
    horizontal: AxisLattices,
    scores: tuple[Field, Field],
    moments: tuple[float, float],
) -> list[PairInWindow]:
    """The best pairs of the lattices with the best `scores` in a window of the prominence (H, W).

    `moments` are the window's mean and standard deviation.
    """
    x, y, across, down = box
    best_v, best_h = (_largest(values) for values in scores)
    window = field[y : y + down, x : x + across]
    rows = vertical.points[best_v, y : y + down].astype(np.float32)
    columns = horizontal.points[best_h, x : x + across].astype(np.float32)
    in_rows, in_columns = rows.sum(axis=1), columns.sum(axis=1)
    count = np.outer(in_rows, in_columns)
    means = _product(rows, window, columns) / np.maximum(count, 1)
    stands_out = (means - moments[0]) / (moments[1] + _LEAST_SPREAD) * np.sqrt(count)
    few = (in_rows < lattice.FEWEST_POINTS)[:, None] | (in_columns < lattice.FEWEST_POINTS)
    skew = vertical.ratios[best_v][:, None] / horizontal.ratios[best_h][None, :]
    stands_out[few | (np.maximum(skew, 1 / skew) > LARGEST_SKEW)] = 0
    places = zip(*np.unravel_index(np.argsort(-stands_out, axis=None)[:KEPT], stands_out.shape), strict=True)
    pairs = (PairInWindow(int(best_v[i]), int(best_h[j]), box, float(stands_out[i, j])) for i, j in places)
    return [pair for pair in pairs if pair.stands_out > 0]


def _product(rows: Field, window: Field, columns: Field) -> Field:
    """rows (r, h) · window (h, w) · columns (c, w)ᵀ, in products that stay on one thread."""
    step = max(1, SINGLE_THREADED // rows.size)
    parts = (slice(start, start + step) for start in range(0, window.shape[1], step))
    return np.asarray(sum(rows @ window[:, part] @ columns[:, part].T for part in parts), np.float32)


def _largest(values: Field) -> NDArray[np.int_]:
    """Places of the largest values, in any order."""
    if len(values) <= LATTICES_TRIED:
        return np.arange(len(values))
    return np.argpartition(values, -LATTICES_TRIED)[-LATTICES_TRIED:]
