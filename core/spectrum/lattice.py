"""The sampling lattice in the image: what stands on its points, and whether that forms a picture.

Deviations of natural texture at points β apart are unrelated. What an attack writes there is its hidden
picture minus the source, smooth like any picture: neighbouring points agree. That, and points between
the lattice that stay quiet, tells an attack from a benign comb.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import gcd

import numpy as np
from numpy.typing import NDArray

from core.images.arrays import Shape
from core.spectrum.envelope import Texture


class Phase(StrEnum):
    """Which source pixel stands for output pixel i: where the lattice lies.

    `CENTRE` is ⌊(i + ½)β⌋, the pixel nearest to a half-pixel centre. `LEFT` is the same but takes the lower
    one of two that are equally near, which a sparse attack is free to choose. `FLOOR` is ⌊i·β⌋ (OpenCV
    nearest).
    """

    CENTRE = "centre"
    LEFT = "left"
    FLOOR = "floor"


FEWEST_POINTS = 4
"""Lattice points per axis below which nothing can be said about a picture on them."""
NOTHING_DB = -60.0
"""Contrast where nothing can be said."""
CHANNELS = 3
TOGETHER = 20_000
"""Points of lattices that are looked at together; more would not stay in the caches."""
SILENCE = 1e-3
"""Added to agreements before logarithms, grey levels²; keeps flat images far below photographs."""

Field = NDArray[np.float32]
Indices = NDArray[np.int_]


@dataclass(frozen=True)
class Coherence:
    """Moments of the deviations on a lattice, summed over channels, in grey levels squared.

    `power` is their mean square, `agreement` the mean product of neighbouring points along the axis
    where it is smaller.
    """

    power: float
    agreement: float


@lru_cache(maxsize=2048)
def positions(length: int, target_length: int, phase: Phase) -> Indices:
    """Source coordinate of each output coordinate, shape (target_length,), in 0..length − 1; read-only."""
    found = _positions(length, target_length, phase)
    found.flags.writeable = False
    return found


def _positions(length: int, target_length: int, phase: Phase) -> Indices:
    return _placed(length, np.arange(target_length), np.asarray(target_length), phase)


def positions_of_all(length: int, targets: Indices, phase: Phase) -> tuple[Indices, Indices]:
    """The `positions` of many target lengths (n,), end to end, and where each one's start, (n,)."""
    starts = np.cumsum(targets) - targets
    output = np.arange(int(targets.sum())) - np.repeat(starts, targets)
    return _placed(length, output, np.repeat(targets, targets), phase), starts


def _placed(length: int, output: Indices, target: Indices, phase: Phase) -> Indices:
    """Source coordinates of output coordinates, each of a lattice of so many points."""
    # Quotients of floats are several times quicker, and exact: those of integers this small that are no
    # integers themselves are too far from one to be rounded to it.
    if phase is Phase.FLOOR:
        return np.floor(output * length / target).astype(np.int_)
    middle = (2 * output + 1) * length / (2 * target)
    if phase is Phase.CENTRE:
        return np.floor(middle).astype(np.int_)
    return np.asarray(np.maximum(np.ceil(middle) - 1, 0), np.int_)


def has_ties(length: int, target_length: int) -> bool:
    """Whether some half-pixel centre lies in the middle between two source pixels (β = 4, 6, 3.5, …)."""
    return (2 * target_length // gcd(length, 2 * target_length)) % 2 == 1


def thinned(target_length: int, most: int) -> Indices:
    """At most `most` evenly spread output coordinates, each of which has a successor."""
    step = max(1, -(-(target_length - 1) // most))
    return np.arange(0, target_length - 1, step)


def coherence(texture: Texture, rows: Indices, columns: Indices, most: int = 256) -> Coherence:
    """Moments of the deviation on the lattice rows × columns (source coordinates, ascending).

    Each channel's mean is taken out first: a lattice of equal dots is a pattern, not a picture. Along an
    axis with more than `most` points every n-th is looked at, with its successor.
    """
    return coherences(texture, rows[None], columns[None], most)[0]


def moved(
    texture: Texture, rows: Indices, columns: Indices, shifts: Sequence[Shape]
) -> tuple[Indices, Indices]:
    """A lattice moved by each of n `shifts` (down, right) in pixels: rows (n, …) and columns (n, …)."""
    (height, width), by = texture.shape, np.array(shifts)
    return shifted(rows, by[:, :1], height), shifted(columns, by[:, 1:], width)


def coherences(texture: Texture, rows: Indices, columns: Indices, most: int = 256) -> list[Coherence]:
    """`coherence` of n lattices at once, rows (n, …) and columns (n, …): few calls where they are small."""
    step = max(1, TOGETHER // max(1, rows.shape[1] * columns.shape[1]))
    found: list[Coherence] = []
    for start in range(0, len(rows), step):
        some = slice(start, start + step)
        found += _coherences(*_neighbours(texture, rows[some], columns[some], most))
    return found


def _coherences(here: Field, below: Field, beside: Field) -> list[Coherence]:
    """Of deviations at n lattices, those below and those beside them, each (n, rows, columns · channels)."""
    points = max(1, here.shape[1] * here.shape[2] // CHANNELS)
    # By einsum, not BLAS: its threads wait for each other where others compute.
    power, down, across = (np.einsum("nij,nij->n", here, other) / points for other in (here, below, beside))
    return [Coherence(*one) for one in zip(power.tolist(), np.minimum(down, across).tolist(), strict=True)]


def _neighbours(texture: Texture, rows: Indices, columns: Indices, most: int) -> tuple[Field, Field, Field]:
    """Deviations at lattice points, those below and those to the right of them, less the first's mean."""
    if max(rows.shape[1], columns.shape[1]) <= most + 1:
        every = _flat(texture, rows, columns)
        every -= _channel_means(every[:, :-1, :-CHANNELS], every.shape[2])
        return every[:, :-1, :-CHANNELS], every[:, 1:, :-CHANNELS], every[:, :-1, CHANNELS:]
    down, right = thinned(rows.shape[1], most), thinned(columns.shape[1], most)
    here = _flat(texture, rows[:, down], columns[:, right])
    below = _flat(texture, rows[:, down + 1], columns[:, right])
    beside = _flat(texture, rows[:, down], columns[:, right + 1])
    mean = _channel_means(here, here.shape[2])
    return here - mean, below - mean, beside - mean


def _flat(texture: Texture, rows: Indices, columns: Indices) -> Field:
    """Deviations with channels beside each other, (n, rows, columns · channels)."""
    across = columns.shape[1] * CHANNELS
    return texture.deviations(rows, columns).reshape(len(rows), rows.shape[1], across)


def _channel_means(field: Field, across: int) -> Field:
    """Means of each channel of a field (n, rows, columns · channels), over and over, (n, 1, across)."""
    sums = field.sum(axis=1).reshape(len(field), field.shape[2] // CHANNELS, CHANNELS).sum(axis=1)
    points = max(1, field.shape[1] * field.shape[2] // CHANNELS)
    return np.tile(sums / np.float32(points), (1, across // CHANNELS))[:, None]


def control_shifts(source_shape: Shape, target_shape: Shape) -> tuple[tuple[int, int], ...]:
    """Shifts (down, right) in pixels that move the lattice half a period, where β is at least 2."""
    ratios = [source / target for source, target in zip(source_shape, target_shape, strict=True)]
    down, right = (round(ratio / 2) if ratio >= 2 else 0 for ratio in ratios)
    shifts = dict.fromkeys([(down, 0), (0, right), (down, right)])
    return tuple(shift for shift in shifts if shift != (0, 0))


def shifted(indices: Indices, by: int | Indices, length: int) -> Indices:
    """Lattice coordinates moved by some pixels, those that would leave the image kept at its edge."""
    return np.asarray(np.minimum(indices + by, length - 1), np.int_)


def output_roughness(texture: Texture, target_shape: Shape) -> float:
    """Mean squared step between neighbours of the robust output, summed over channels, grey levels²."""
    robust = texture.robust(target_shape).astype(np.float32)
    steps = [np.diff(robust, axis=axis) for axis in (0, 1)]
    return float(
        sum(float(np.einsum("ijk,ijk", step, step)) * 3 / step.size for step in steps if step.size) / 2
    )
