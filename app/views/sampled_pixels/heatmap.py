"""The influence of every pixel as colours to lay over the image."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from core.images.indexed_magnification import IndexedImage
from core.scaling.operator import SAMPLED_SHARE_OF_PEAK, ScalingOperator

DECADES = 3
"""Powers of ten that the logarithmic scale spans."""
STEPS = 96
"""Values along an axis are told apart in so many steps of their root: 2 % of the largest, finer below."""


class Scale(Enum):
    """How influence becomes a position on the colour map."""

    LINEAR = "Linear"
    LOGARITHMIC = "Logarithmic"


@dataclass(frozen=True)
class HeatmapOptions:
    """`threshold` is the share of the largest influence below which a pixel stays uncoloured, 0..1."""

    scale: Scale = Scale.LINEAR
    threshold: float = SAMPLED_SHARE_OF_PEAK


def heatmap(operator: ScalingOperator, table: NDArray[np.uint8], options: HeatmapOptions) -> IndexedImage:
    """Premultiplied RGBA: colours of `table` (256, 3) by influence, clear below the threshold.

    Influence is the outer product of one vector per axis, and each takes few values: so the colours form a
    small table that is looked up by row and column.
    """
    rows, row_index = _levels(operator.row_influence)
    columns, column_index = _levels(operator.column_influence)
    relative = np.outer(rows, columns)
    colours = np.concatenate([table, np.full((256, 1), 255, np.uint8)], axis=1)
    palette = colours[positions(relative, options.scale)]
    palette[(relative < options.threshold) | (relative <= 0)] = 0
    return IndexedImage(palette, row_index, column_index)


def _levels(influence: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """The values relative to the largest, those a hair apart as one, and which each row or column has."""
    relative = influence / influence.max()
    _, index = np.unique(np.round(STEPS * np.sqrt(relative)), return_inverse=True)
    return np.bincount(index, relative) / np.bincount(index), index


def positions(relative: NDArray[np.float64], scale: Scale) -> NDArray[np.intp]:
    """Places on a colour map, 0..255, for shares of the largest value, 0..1."""
    if scale is Scale.LOGARITHMIC:
        relative = 1 + np.log10(np.maximum(relative, 10.0**-DECADES)) / DECADES
    return np.rint(255 * np.clip(relative, 0, 1)).astype(np.intp)
