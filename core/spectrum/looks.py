"""A first look at many lattices: those with the same rows are looked at together.

They agree and stand out as `lattice.coherence` and `points.everywhere` would find one by one, which in a
small image takes longer to call than to compute.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.images.arrays import Shape
from core.spectrum import lattice
from core.spectrum.envelope import Levels, Texture
from core.spectrum.lattice import CHANNELS, Indices, Phase
from core.spectrum.points import against, thinned

FIRST_LOOK = 96
"""Lattice points per axis that are looked at."""

Lattice = tuple[Shape, Phase]
"""Target shape and phase."""
Floats = NDArray[np.float64]
Measure = Callable[[Texture, Indices, Sequence[Indices]], Floats]
"""A number for each lattice with these rows and one of these columns."""


def agreements(texture: Texture, lattices: Sequence[Lattice]) -> list[float]:
    """The agreement on each lattice, at most `FIRST_LOOK` points a side, grey levels²."""
    return _by_rows(texture, lattices, _agreements)


def standing_out(texture: Texture, lattices: Sequence[Lattice]) -> list[float]:
    """How much the points of each lattice stand out, in standard deviations of the image's prominence."""
    return _by_rows(texture, lattices, _standing_out)


def _by_rows(texture: Texture, lattices: Sequence[Lattice], measure: Measure) -> list[float]:
    groups: dict[tuple[int, Phase], list[int]] = {}
    for place, (shape, phase) in enumerate(lattices):
        groups.setdefault((shape[0], phase), []).append(place)
    height, width = texture.shape
    found = [0.0] * len(lattices)
    for (length, phase), places in groups.items():
        rows = lattice.positions(height, length, phase)
        columns = [lattice.positions(width, lattices[place][0][1], phase) for place in places]
        for place, value in zip(places, measure(texture, rows, columns).tolist(), strict=True):
            found[place] = value
    return found


def _agreements(texture: Texture, rows: Indices, columns: Sequence[Indices]) -> Floats:
    """By Σ(a − μ)(b − μ) = Σab − μΣb, μ being the mean of a: sums of whole numbers, exact."""
    down, across = lattice.thinned(len(rows), FIRST_LOOK), [_thinned(one) for one in columns]
    at = np.concatenate([one[places] for one, places in zip(columns, across, strict=True)])
    after = np.concatenate([one[places + 1] for one, places in zip(columns, across, strict=True)])
    counts = np.array([len(places) for places in across])
    starts, points = np.cumsum(counts) - counts, counts[:, None] * len(down)
    here, below, beside = (
        texture.deviations(*place).reshape(len(down), at.size * CHANNELS)
        for place in ((rows[down], at), (rows[down + 1], at), (rows[down], after))
    )
    mean = _summed(here.sum(axis=0), starts) / points

    def agreement(other: Levels) -> Floats:
        together = _summed(np.einsum("ij,ij->j", here, other), starts)
        return np.asarray(((together - mean * _summed(other.sum(axis=0), starts)) / points).sum(axis=1))

    return np.minimum(agreement(below), agreement(beside))


def _thinned(columns: Indices) -> Indices:
    return lattice.thinned(len(columns), FIRST_LOOK)


def _summed(values: Levels, starts: Indices) -> Floats:
    """Sums (n, channels) of values (columns · channels,) over the columns of n lattices, end to end."""
    by_column = values.astype(np.float64).reshape(-1, CHANNELS)
    return np.asarray(np.add.reduceat(by_column, starts, axis=0), np.float64)


def _standing_out(texture: Texture, rows: Indices, columns: Sequence[Indices]) -> Floats:
    some = [thinned(one) for one in columns]
    counts = np.array([len(one) for one in some])
    on = texture.prominence_on(thinned(rows), np.concatenate(some))
    sums = np.add.reduceat(on.sum(axis=0, dtype=np.float64), np.cumsum(counts) - counts)
    return np.asarray(against(texture, sums / (counts * len(on))), np.float64)
