"""The windows of the selective filters: around each sampled pixel, without the other sampled pixels.

The sampled pixels P are a product of rows and columns, so everything about a window is too: which of its
rows and columns lie inside the image, and how many of its pixels belong to P.
"""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.scaling.operator import ScalingOperator

Indices = NDArray[np.intp]


@dataclass(frozen=True)
class AxisWindows:
    """Windows along one axis: `places` of the sampled rows (or columns), half width `reach`, ⌊β⌋ as a rule.

    `inside` and `sampled` count, per place, the window's rows inside the image and those in P.
    """

    places: Indices
    reach: int
    inside: Indices
    sampled: Indices


@dataclass(frozen=True)
class Windows:
    """The windows W_p, 2β_v × 2β_h around every p of P (seed paper, §4.3)."""

    rows: AxisWindows
    columns: AxisWindows

    def free_pixels(self) -> Indices:
        """How many pixels of each window are not in P; shape (sampled rows, sampled columns)."""
        whole = np.outer(self.rows.inside, self.columns.inside)
        return np.asarray(whole - np.outer(self.rows.sampled, self.columns.sampled), np.intp)


def windows_for(operator: ScalingOperator) -> Windows | None:
    """The windows of an operator's sampled pixels; None where every pixel is sampled.

    Near edges and at ratios below 2 a window of the paper's size can consist of sampled pixels alone; then
    all windows grow by a pixel on each side until every one holds a free pixel.
    """
    if operator.sampled_share == 1.0:
        return None
    ratio_v, ratio_h = operator.ratio
    for extra in itertools.count():
        rows = _axis(operator.sampled_rows, max(1, int(ratio_v)) + extra)
        windows = Windows(rows, _axis(operator.sampled_columns, max(1, int(ratio_h)) + extra))
        if windows.free_pixels().min() > 0:
            break
    return windows


def _axis(sampled: NDArray[np.bool_], reach: int) -> AxisWindows:
    places = np.flatnonzero(sampled)
    start = np.maximum(places - reach, 0)
    stop = np.minimum(places + reach + 1, sampled.size)
    before = np.concatenate([[0], np.cumsum(sampled)])
    return AxisWindows(places, reach, stop - start, before[stop] - before[start])
