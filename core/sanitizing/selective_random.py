"""The selective random filter (seed paper, appendix B)."""

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress
from core.sanitizing.lattice import Sampled
from core.sanitizing.windows import AxisWindows, Windows

RGB = NDArray[np.uint8]
Indices = NDArray[np.intp]

BATCH = 1 << 18
"""Pixels drawn for between two reports of progress."""


def selective_random(
    image: RGB,
    result: RGB,
    sampled: Sampled,
    windows: Windows,
    generator: np.random.Generator,
    progress: Progress,
) -> None:
    """Write a random free pixel of each window into `result` at the sampled pixel it is about.

    `image` and `result` are (H, W, C) uint8 and not the same array. Every free pixel of a window is equally
    likely: places in the window are drawn until one is free. The cost is that of |P| draws times the
    inverse of the windows' free share, whatever the scaling ratio.
    """
    rows, columns = windows.rows, windows.columns
    stride = image.shape[1] + 2 * columns.reach
    free = _padded_free(sampled, rows.reach, columns.reach)
    steps = _steps(rows, columns, stride)
    step = max(1, BATCH // columns.places.size)
    for start in range(0, rows.places.size, step):
        progress(start / rows.places.size, "Drawing pixels around the sampled pixels")
        band = rows.places[start : start + step]
        at = ((band[:, None] + rows.reach) * stride + columns.places + columns.reach).ravel()
        row, column = np.divmod(_drawn(at, free, steps, generator), stride)
        drawn = image[row - rows.reach, column - columns.reach]
        result[np.ix_(band, columns.places)] = drawn.reshape(band.size, -1, image.shape[2])


def _padded_free(sampled: Sampled, rows: int, columns: int) -> NDArray[np.bool_]:
    """Flags of the pixels not in P, flat, with a margin of pixels that can not be had."""
    return np.pad(~sampled.mask(), ((rows, rows), (columns, columns))).ravel()


def _steps(rows: AxisWindows, columns: AxisWindows, stride: int) -> Indices:
    """From a pixel to each one of its window, as differences of flat indices."""
    vertical, horizontal = (np.arange(-axis.reach, axis.reach + 1) for axis in (rows, columns))
    return (vertical[:, None] * stride + horizontal).ravel()


def _drawn(at: Indices, free: NDArray[np.bool_], steps: Indices, generator: np.random.Generator) -> Indices:
    """Flat indices of a free pixel near each of `at`."""
    drawn: Indices = at + steps[generator.integers(0, steps.size, at.size, np.int32)]
    open_ = np.flatnonzero(~free[drawn])
    while open_.size:
        drawn[open_] = at[open_] + steps[generator.integers(0, steps.size, open_.size, np.int32)]
        open_ = open_[~free[drawn[open_]]]
    return drawn
