"""What stands on the other lattices of the same size, moved by some pixels: the controls of a lattice.

An attack changes the pixels of one lattice and those its kernel reads beside them. A screen, a mesh or a
printer's dots meet a lattice of another period by chance, and then they meet it moved by their own period as
well; so every place is asked, not only the one half a period away.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.images.arrays import Shape
from core.spectrum import lattice
from core.spectrum.envelope import Texture
from core.spectrum.lattice import Coherence, Indices

REACH = 2
"""Pixels from which on a place counts as beside the lattice; two taps of a kernel stand out, not more."""
PER_AXIS = 3
"""Shifts an axis whose coherence is measured."""
LOUDEST = 0.95
"""Quantile over all shifts that stands for them: of many quiet places one is loud by chance."""
LOUDER = 3
"""Places that may be louder than that; a mesh has corners of its holes beside each lattice."""


@lru_cache(maxsize=512)
def shifts_along(ratio: float) -> tuple[Indices, Indices]:
    """All shifts of an axis within a period, and those of them that are beside the lattice."""
    every = np.arange(max(1, round(ratio)))
    beside = np.minimum(every, ratio - every) >= min(REACH, max(1.0, ratio / 2 - 0.5))
    found = every[beside]
    every.flags.writeable = found.flags.writeable = False
    return every, found


@lru_cache(maxsize=512)
def shifts_beside(source_shape: Shape, target_shape: Shape) -> tuple[tuple[int, int], ...]:
    """Shifts (down, right) in pixels that leave the lattice along one axis or both, at most 15 of them."""
    down, right = (
        (0, *_spread(shifts_along(source / target)[1]))
        for source, target in zip(source_shape, target_shape, strict=True)
    )
    return tuple((i, j) for i in down for j in right if (i, j) != (0, 0))


def coherence_beside(
    texture: Texture, rows: Indices, columns: Indices, target_shape: Shape, most: int = 256
) -> Coherence:
    """The largest power and the largest agreement on lattices moved by `shifts_beside`.

    Where there is no room beside the lattice its own. At most `most` points a side are looked at.
    """
    shifts = shifts_beside(texture.shape, target_shape) or ((0, 0),)
    found = lattice.coherences(texture, *lattice.moved(texture, rows, columns, shifts), most)
    return Coherence(max(one.power for one in found), max(one.agreement for one in found))


def prominence_beside(
    texture: Texture, rows: Indices, columns: Indices, ratios: tuple[float, float]
) -> float:
    """Mean prominence of the loudest of all lattices beside this one; 0 where there is no room."""
    (height, width), (vertical, horizontal) = texture.shape, ratios
    (down, far_down), (right, far_right) = shifts_along(vertical), shifts_along(horizontal)
    moved_rows = np.minimum(rows[:, None] + down, height - 1).ravel()
    moved_columns = np.minimum(columns[:, None] + right, width - 1).ravel()
    cells = texture.prominence_on(moved_rows, moved_columns)
    means = cells.reshape(len(rows), len(down), len(columns), len(right)).mean(axis=(0, 2))
    near = np.ones(means.shape, np.bool_)
    near[far_down] = near[:, far_right] = False
    beside = means[~near]
    return quantile(beside, max(LOUDEST, 1 - LOUDER / beside.size)) if beside.size else 0.0


def quantile(values: NDArray[np.float32], share: float) -> float:
    """`numpy.quantile` of a few values, linear between neighbours; that takes longer to call than to sort."""
    rising, place = np.sort(values), share * (values.size - 1)
    low, high = rising[int(place)], rising[min(int(place) + 1, values.size - 1)]
    return float(low + (high - low) * (place - int(place)))


def _spread(shifts: Indices) -> tuple[int, ...]:
    """At most `PER_AXIS` of these, evenly spread."""
    if len(shifts) > PER_AXIS:
        shifts = shifts[np.linspace(0, len(shifts) - 1, PER_AXIS).round().astype(int)]
    return tuple(int(shift) for shift in shifts)
