"""Do the points of a lattice stand out? Counted one by one, whatever picture they form.

The coherence of core.spectrum.lattice needs a picture whose neighbouring points agree; a busy payload of a
few points has none. What its points always do is stand out from their own neighbourhood.
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from core.images.arrays import Shape
from core.spectrum import lattice
from core.spectrum.controls import prominence_beside
from core.spectrum.envelope import Texture
from core.spectrum.lattice import Indices, Phase

Means = TypeVar("Means", float, NDArray[np.float64])
Box = tuple[int, int, int, int]
"""x, y, width, height in source pixels."""

_LEAST_SPREAD = 0.02
_THINNED = 96
"""Points a side that stand for a lattice over the whole image."""


def inside(indices: Indices, start: int, length: int) -> Indices:
    """Lattice coordinates within a span."""
    return indices[(indices >= start) & (indices < start + length)]


def everywhere(texture: Texture, rows: Indices, columns: Indices) -> float:
    """Mean prominence on a lattice (a part of many points) over the image's, in its standard deviations."""
    on = texture.prominence_on(thinned(rows), thinned(columns))
    return against(texture, float(on.mean())) if on.size else 0.0


def against(texture: Texture, means: Means) -> Means:
    """Mean prominences less the image's, in its standard deviations."""
    level, spread = texture.prominence_moments
    return (means - level) / (spread + _LEAST_SPREAD)


@dataclass(frozen=True)
class PointsInBox:
    """The points of a lattice in a box: how many, and how much they stand out of it, in its deviations.

    `excess` is their mean less what the same lattice does in the whole image, and what it does moved by a few
    pixels, whichever is more: benign combs are everywhere, and patterns meet the lattice beside it too.
    `second_least` is the mean of the second least of the box' four quarters: what is hidden fills a part of
    the image, what merely meets a lattice is a thing in a corner.
    """

    count: int
    excess: float
    second_least: float


def points_in_box(texture: Texture, shape: Shape, phase: Phase, box: Box) -> PointsInBox:
    """The points of the lattice of a target shape and phase in a box."""
    (height, width), (x, y, across, down) = texture.shape, box
    rows, columns = lattice.positions(height, shape[0], phase), lattice.positions(width, shape[1], phase)
    here = inside(rows, y, down), inside(columns, x, across)
    if not len(here[0]) or not len(here[1]):
        return PointsInBox(0, 0.0, 0.0)
    field = texture.prominence[max(0, y) : y + down, max(0, x) : x + across]
    level, spread = float(field.mean()), float(field.std()) + _LEAST_SPREAD
    standing_out = (texture.prominence_on(*here) - level) / spread
    ratios = height / shape[0], width / shape[1]
    beside = (prominence_beside(texture, *here, ratios) - level) / spread
    elsewhere = max(0.0, everywhere(texture, rows, columns), beside)
    return PointsInBox(standing_out.size, float(standing_out.mean()) - elsewhere, _second_least(standing_out))


def _second_least(values: NDArray[np.float32]) -> float:
    """Of the means of the four quarters."""
    middle, centre = (-(-length // 2) for length in values.shape)
    halves = values[:middle], values[middle:]
    quarters = [quarter for half in halves for quarter in (half[:, :centre], half[:, centre:])]
    return sorted(float(quarter.mean()) if quarter.size else 0.0 for quarter in quarters)[1]


def thinned(indices: Indices) -> Indices:
    """Those points of an axis that stand for a lattice over the whole image."""
    return indices[:: max(1, -(-len(indices) // _THINNED))]
