"""The selective random filter (seed paper, appendix B)."""

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress
from core.sanitizing.windows import AxisWindows, Windows

RGB = NDArray[np.uint8]
Indices = NDArray[np.intp]


def selective_random(
    image: RGB, sampled: NDArray[np.bool_], windows: Windows, seed: int, progress: Progress
) -> RGB:
    """`image` (H, W, C) uint8 with each sampled pixel replaced by a random free pixel of its window.

    `sampled` is P as an (H, W) mask. Every free pixel of a window is equally likely; the same seed gives
    the same result. Every window needs at least one free pixel.
    """
    generator = np.random.default_rng(seed)
    rows, columns = (
        index.ravel() for index in np.meshgrid(windows.rows.places, windows.columns.places, indexing="ij")
    )
    from_rows, from_columns = rows.copy(), columns.copy()
    open_ = np.arange(rows.size)
    while open_.size:
        progress(1 - open_.size / rows.size, "Drawing pixels around the sampled pixels")
        row = rows[open_] + _offsets(generator, windows.rows, open_.size)
        column = columns[open_] + _offsets(generator, windows.columns, open_.size)
        usable = _usable(sampled, row, column)
        from_rows[open_[usable]], from_columns[open_[usable]] = row[usable], column[usable]
        open_ = open_[~usable]
    result = image.copy()
    result[rows, columns] = image[from_rows, from_columns]
    return result


def _offsets(generator: np.random.Generator, axis: AxisWindows, count: int) -> Indices:
    return np.asarray(generator.integers(-axis.reach, axis.reach + 1, count), np.intp)


def _usable(sampled: NDArray[np.bool_], row: Indices, column: Indices) -> NDArray[np.bool_]:
    """True where a drawn pixel lies in the image and outside P."""
    height, width = sampled.shape
    inside = (row >= 0) & (row < height) & (column >= 0) & (column < width)
    usable = np.zeros(row.size, np.bool_)
    usable[inside] = ~sampled[row[inside], column[inside]]
    return usable
