"""The selective random filter (seed paper, appendix B)."""

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress
from core.sanitizing.lattice import Flags, Sampled
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
    pixels = image.reshape(-1, image.shape[2])
    draw = _Draw(sampled, rows, columns, image.shape[1], generator)
    step = max(1, BATCH // columns.places.size)
    for start in range(0, rows.places.size, step):
        progress(start / rows.places.size, "Drawing pixels around the sampled pixels")
        band = rows.places[start : start + step]
        drawn = np.take(pixels, draw(band), axis=0).reshape(band.size, -1, image.shape[2])
        restored = result[band]
        restored[:, columns.places] = drawn
        result[band] = restored


class _Draw:
    """Draws, for sampled rows, a free pixel near each of their sampled pixels."""

    def __init__(
        self,
        sampled: Sampled,
        rows: AxisWindows,
        columns: AxisWindows,
        width: int,
        generator: np.random.Generator,
    ) -> None:
        self._rows, self._columns, self._width = rows, columns, width
        self._generator = generator
        self._padded_width = width + 2 * columns.reach
        self._taken = _with_margin(sampled.mask(), rows.reach, columns.reach).ravel()
        """Flags of the pixels that can not be had: P, and a margin around the image."""
        self._steps = _steps(rows, columns, width)
        self._padded_steps = _steps(rows, columns, self._padded_width)

    def __call__(self, band: Indices) -> Indices:
        """Flat indices into the image, row by row of `band`."""
        columns = self._columns.places
        at = (band[:, None] * self._width + columns).ravel()
        padded_rows, padded_columns = band + self._rows.reach, columns + self._columns.reach
        padded = (padded_rows[:, None] * self._padded_width + padded_columns).ravel()
        pick = self._picks(at.size)
        tried = np.take(self._padded_steps, pick)
        tried += padded
        open_ = np.flatnonzero(np.take(self._taken, tried))
        while open_.size:
            pick[open_] = again = self._picks(open_.size)
            open_ = open_[np.take(self._taken, padded[open_] + self._padded_steps[again])]
        at += np.take(self._steps, pick)
        return np.asarray(at, np.intp)

    def _picks(self, count: int) -> NDArray[np.int32]:
        """Places in the window, any with equal chance."""
        return self._generator.integers(0, self._steps.size, count, np.int32)


def _with_margin(mask: Flags, vertical: int, horizontal: int) -> Flags:
    height, width = mask.shape
    padded = np.ones((height + 2 * vertical, width + 2 * horizontal), np.bool_)
    padded[vertical : vertical + height, horizontal : horizontal + width] = mask
    return padded


def _steps(rows: AxisWindows, columns: AxisWindows, stride: int) -> Indices:
    """From a pixel to each one of its window, as differences of flat indices."""
    vertical, horizontal = (np.arange(-axis.reach, axis.reach + 1) for axis in (rows, columns))
    return (vertical[:, None] * stride + horizontal).ravel()
