"""The lengths of a lattice, made exact one axis at a time.

A window is short, and a payload may be sparse: its profile along one axis speaks for several lengths. On
the other axis' lattice points alone nothing dilutes the profile, so with one length right the other one
shows, over a region wider than the window.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.images.arrays import Shape
from core.spectrum import lattice
from core.spectrum.envelope import Texture
from core.spectrum.lattice import Indices, Phase
from core.spectrum.patch import LocalCandidate
from core.spectrum.points import Box, inside

Floats = NDArray[np.float32]

ROUNDS = 2
_LEAST_SPREAD = 0.02


@dataclass(frozen=True, eq=False)
class Rulers:
    """All lattices of one phase along an axis, end to end: points, where each lattice starts, its length."""

    points: Indices
    starts: Indices
    lengths: Indices

    def best(self, profile: Floats, start: int) -> int:
        """The target length whose points stand out most in a profile that starts at `start`."""
        inside_span = (self.points >= start) & (self.points < start + len(profile))
        values = np.where(inside_span, profile[np.clip(self.points - start, 0, len(profile) - 1)], 0)
        counts = np.add.reduceat(inside_span.astype(np.float64), self.starts)
        sums = np.add.reduceat(values.astype(np.float64), self.starts)
        chance = np.sqrt(counts * (1 - counts / len(profile)) + 1e-3)
        scores = (sums - counts * profile.mean()) / chance
        scores[counts < lattice.FEWEST_POINTS] = -np.inf
        return int(self.lengths[int(scores.argmax())])


def rulers(length: int, phase: Phase, targets: Iterable[int]) -> Rulers:
    """The lattices of these target lengths along an axis of `length` pixels."""
    lengths = np.array(list(targets))
    return Rulers(*lattice.positions_of_all(length, lengths, phase), lengths)


def refined(
    texture: Texture, candidate: LocalCandidate, across: Rulers, down: Rulers, box: Box
) -> LocalCandidate:
    """The candidate with the lengths that explain a box best, each given the other."""
    shape = candidate.target_shape
    for _ in range(ROUNDS):
        earlier = shape
        columns = lattice.positions(texture.shape[1], shape[1], candidate.phase)
        shape = down.best(_profile(texture, columns, box, axis=1), max(0, box[1])), shape[1]
        rows = lattice.positions(texture.shape[0], shape[0], candidate.phase)
        shape = shape[0], across.best(_profile(texture, rows, box, axis=0), max(0, box[0]))
        if shape == earlier:
            break
    return replace(candidate, target_shape=shape)


def _profile(texture: Texture, other: Indices, box: Box, axis: int) -> Floats:
    """Mean prominence along one axis of a box, over the lattice points of the other one alone."""
    x, y, width, height = box
    left, top = max(0, x), max(0, y)
    field = texture.prominence[top : y + height, left : x + width]
    if axis == 1:
        field = field[:, inside(other, left, field.shape[1]) - left]
    else:
        field = field[inside(other, top, field.shape[0]) - top]
    return np.asarray(field.mean(axis=axis) if field.size else np.zeros(1), np.float32)


def whole_box(shape: Shape) -> Box:
    """The image as a box."""
    return 0, 0, shape[1], shape[0]
