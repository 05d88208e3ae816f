"""Magnify an image that is a table looked up by row and by column, without ever making the image.

Pixel (i, j) is palette[row_index[i], column_index[j]].  The mean over a rectangle is then the palette weighed
by how often each entry occurs in it, and those shares are found per axis.  An influence map of 24 megapixels
with its few distinct values costs as much as a thumbnail.
"""

from dataclasses import dataclass
from fractions import Fraction

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.magnification import Pixels, nearest_pixels

Index = NDArray[np.intp]

NOTHING = np.empty(0, np.float32)
"""What a product leaves alone: OpenCV can add a matrix to it."""


@dataclass(frozen=True, eq=False)
class IndexedImage:
    """`palette` (U, V, C) uint8; `row_index` (H,) below U; `column_index` (W,) below V."""

    palette: Pixels
    row_index: Index
    column_index: Index

    @property
    def size(self) -> tuple[int, int]:
        """(width, height)."""
        return len(self.column_index), len(self.row_index)

    def pixels(self) -> Pixels:
        """The image itself, (H, W, C) uint8."""
        return np.ascontiguousarray(self.palette[self.row_index][:, self.column_index])

    def magnify(self, scales: tuple[Fraction, Fraction], rows: range, columns: range) -> Pixels:
        """What `magnification.magnify` makes of `pixels()`, (len(rows), len(columns), C) uint8."""
        if min(scales) >= 1:
            row_index = self.row_index[nearest_pixels(rows, scales[0], 0, len(self.row_index))]
            column_index = self.column_index[nearest_pixels(columns, scales[1], 0, len(self.column_index))]
            return np.ascontiguousarray(self.palette[row_index][:, column_index])
        down = _shares(self.row_index, self.palette.shape[0], scales[0], rows)
        across = _shares(self.column_index, self.palette.shape[1], scales[1], columns)
        planes = [
            _mixed(down, self.palette[..., channel], across) for channel in range(self.palette.shape[2])
        ]
        return np.asarray(cv2.merge([cv2.convertScaleAbs(plane) for plane in planes]), np.uint8)


def _mixed(down: NDArray[np.float32], entries: Pixels, across: NDArray[np.float32]) -> NDArray[np.float32]:
    """down · entries · acrossᵀ, (rows, columns) float32.

    By OpenCV, on this thread: matrices so small take numpy's BLAS longer to share out among its threads than
    to multiply (2 ms against 47 ms of the GUI thread's time on a busy machine).
    """
    wide = cv2.gemm(down, entries.astype(np.float32), 1, NOTHING, 0)
    return np.asarray(cv2.gemm(wide, across, 1, NOTHING, 0, flags=cv2.GEMM_2_T), np.float32)


def _shares(index: Index, entries: int, scale: Fraction, samples: range) -> NDArray[np.float32]:
    """How much of each sample's interval each entry takes, (len(samples), entries), rows sum to 1."""
    chosen = np.eye(entries, dtype=np.float32)
    if scale >= 1:
        return chosen[index[nearest_pixels(samples, scale, 0, len(index))]]
    places = np.arange(samples.start, samples.stop + 1) * scale.denominator
    whole = np.minimum(places // scale.numerator, len(index))
    fraction = np.where(whole < len(index), (places % scale.numerator) / scale.numerator, 0.0)
    counted = np.concatenate([np.zeros((1, entries)), np.cumsum(chosen[index], axis=0, dtype=np.float64)])
    cut = chosen[index[np.minimum(whole, len(index) - 1)]]
    covered = np.diff(counted[whole] + cut * fraction[:, None], axis=0)
    return np.asarray(covered / covered.sum(axis=1, keepdims=True), np.float32)
