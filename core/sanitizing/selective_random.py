"""The selective random filter (seed paper, appendix B)."""

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress
from core.sanitizing.lattice import Flags, Sampled
from core.sanitizing.pixels import as_pixels
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

    `image` and `result` are (H, W, 3) uint8 and not the same array. Every free pixel of a window is equally
    likely: places in the window are drawn until one is free. Where some windows have to grow because they
    hold no free pixel, only those do: from further away comes more grain, which alone can cost a small sign
    its label. The cost is that of |P| draws times the inverse of the windows' free share, whatever the
    scaling ratio.
    """
    rows, columns = windows.rows, windows.columns
    pixels = image.reshape(-1, image.shape[2])
    draw = _Draw(sampled, windows, image.shape[1], generator)
    step = max(1, BATCH // columns.places.size)
    for start in range(0, rows.places.size, step):
        progress(start / rows.places.size, "Drawing pixels around the sampled pixels")
        chosen = slice(start, start + step)
        band = rows.places[chosen]
        drawn = np.take(pixels, draw(chosen), axis=0).reshape(band.size, -1, image.shape[2])
        restored = result[band]
        as_pixels(restored)[:, columns.places] = as_pixels(drawn)
        result[band] = restored


class _Draw:
    """Draws, for sampled rows, a free pixel near each of their sampled pixels."""

    def __init__(
        self, sampled: Sampled, windows: Windows, width: int, generator: np.random.Generator
    ) -> None:
        self._windows, self._width, self._generator = windows, width, generator
        rows, columns = windows.rows, windows.columns
        self._padded_width = width + 2 * columns.reach
        self._taken = _with_margin(sampled.mask(), rows.reach, columns.reach).ravel()
        """Flags of the pixels that can not be had: P, and a margin around the image."""
        self._sizes = [_Size(smaller, width, self._padded_width) for smaller in windows.smaller()]

    def __call__(self, band: slice) -> Indices:
        """Flat indices into the image, row by row of the sampled rows `band`."""
        rows, columns = self._windows.rows, self._windows.columns
        places = rows.places[band]
        at = (places[:, None] * self._width + columns.places).ravel()
        padded_rows, padded_columns = places + rows.reach, columns.places + columns.reach
        padded = (padded_rows[:, None] * self._padded_width + padded_columns).ravel()
        *small, largest = self._sizes
        if not small:
            at += self._drawn(largest, padded)
            return np.asarray(at, np.intp)
        left = np.arange(at.size)
        for size in small:
            free = size.windows.free_in(band).ravel()[left] > 0
            chosen, left = left[free], left[~free]
            at[chosen] += self._drawn(size, padded[chosen])
        at[left] += self._drawn(largest, padded[left])
        return np.asarray(at, np.intp)

    def _drawn(self, size: "_Size", padded: Indices) -> Indices:
        """Steps in the image from sampled pixels, at `padded` of the padded one, to free ones in windows."""
        pick = self._picks(size, padded.size)
        tried = np.take(size.padded_steps, pick)
        tried += padded
        open_ = np.flatnonzero(np.take(self._taken, tried))
        while open_.size:
            pick[open_] = again = self._picks(size, open_.size)
            open_ = open_[np.take(self._taken, padded[open_] + size.padded_steps[again])]
        return np.take(size.steps, pick)

    def _picks(self, size: "_Size", count: int) -> NDArray[np.int32]:
        """Places in the window, any with equal chance."""
        return self._generator.integers(0, size.steps.size, count, np.int32)


class _Size:
    """Windows of one size: steps from a pixel to each one around it, in the image and in the padded one."""

    def __init__(self, windows: Windows, width: int, padded_width: int) -> None:
        self.windows = windows
        self.steps = _steps(windows.rows, windows.columns, width)
        self.padded_steps = _steps(windows.rows, windows.columns, padded_width)


def _with_margin(mask: Flags, vertical: int, horizontal: int) -> Flags:
    height, width = mask.shape
    padded = np.ones((height + 2 * vertical, width + 2 * horizontal), np.bool_)
    padded[vertical : vertical + height, horizontal : horizontal + width] = mask
    return padded


def _steps(rows: AxisWindows, columns: AxisWindows, stride: int) -> Indices:
    """From a pixel to each one of its window, as differences of flat indices."""
    vertical, horizontal = (np.arange(-axis.reach, axis.reach + 1) for axis in (rows, columns))
    return (vertical[:, None] * stride + horizontal).ravel()
