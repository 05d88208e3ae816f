"""Places in a spectrum that mean something, with the words that say what."""

from dataclasses import dataclass

import numpy as np

from core.spectrum.comb import SizeCandidate
from core.spectrum.folding import sampling_lattice

Shape = tuple[int, int]

HIGHEST_ORDER = 4
"""Orders of the lattice that are drawn; the energy falls off with the order."""
STANDS_OUT_DB = 0.0
"""Lattice contrast from which a comb is marked: photographs lie below −5 dB, attacks mostly above +5 dB."""


@dataclass(frozen=True)
class FrequencyMark:
    """A point (horizontal, vertical) in cycles per image."""

    x: float
    y: float
    text: str


def lattice_marks(source_shape: Shape, target_shape: Shape) -> tuple[FrequencyMark, ...]:
    """The sampling frequencies of a target size, up to `HIGHEST_ORDER` per axis."""
    height, width = target_shape
    orders = sampling_lattice(source_shape, target_shape) // np.array(target_shape)
    near = orders[(np.abs(orders) <= HIGHEST_ORDER).all(axis=1)]
    return tuple(
        FrequencyMark(float(j * width), float(i * height), f"sampling frequency {j}·{width}, {i}·{height}")
        for i, j in near.tolist()
    )


def comb_marks(source_shape: Shape, candidate: SizeCandidate | None) -> tuple[FrequencyMark, ...]:
    """The teeth of the comb that betrays a target size, along both axes."""
    if candidate is None or candidate.contrast < STANDS_OUT_DB:
        return ()
    teeth = []
    for axis, name in ((0, "vertical"), (1, "horizontal")):
        length = candidate.target_shape[axis]
        highest = min(source_shape[axis] // 2 // length, HIGHEST_ORDER)
        for order in (k for k in range(-highest, highest + 1) if k):
            place = (0.0, float(order * length)) if axis == 0 else (float(order * length), 0.0)
            teeth.append(FrequencyMark(*place, f"peak {order} of the {name} comb of {length}"))
    return tuple(teeth)
