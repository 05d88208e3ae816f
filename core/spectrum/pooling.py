"""A spectrum made small enough for a screen without losing its peaks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.spectrum.fourier import Decibels, HalfSpectrum, Magnitudes, decibels, opposite_rows

Shape = tuple[int, int]


@dataclass(frozen=True, eq=False)
class PooledSpectrum:
    """`values[i, j]` is the largest dB of the frequencies that its block of `block` (rows, columns) holds.

    The first block starts at the first row and column of the centred spectrum of `shape`; blocks at the far
    end may be cut. A block of (1, 1) is the spectrum itself.
    """

    values: Decibels
    block: Shape
    shape: Shape

    @property
    def corner(self) -> tuple[float, float]:
        """(horizontal, vertical) cycles per image at the outer corner of the first block."""
        height, width = self.shape
        return -(width // 2) - 0.5, -(height // 2) - 0.5

    @property
    def span(self) -> Shape:
        """Frequencies that the blocks cover (horizontal, vertical), the cut ones as if they were whole."""
        rows, columns = self.values.shape
        return columns * self.block[1], rows * self.block[0]


def max_pooled(spectrum: HalfSpectrum, limit: int) -> PooledSpectrum:
    """The whole centred spectrum with at most `limit` values per axis, each the maximum of its block in dB.

    The maximum, because a peak one frequency wide is what a reader looks for; a mean would drown it.
    """
    height, width = spectrum.shape
    block = (-(-height // limit), -(-width // limit))
    right, left = _row_blocks(spectrum, block[0])
    values = np.concatenate([left[:, :0:-1], right[:, : width - width // 2]], axis=1)
    pooled = np.maximum.reduceat(values, np.arange(0, width, block[1]), axis=1)
    return PooledSpectrum(decibels(pooled), block, spectrum.shape)


def pooled_axis(values: NDArray[np.float32], block: int) -> NDArray[np.float32]:
    """What `max_pooled` does to one axis: the largest of each block of centred values (N,)."""
    return np.asarray(np.maximum.reduceat(values, np.arange(0, len(values), block)), np.float32)


def block_centres(length: int, block: int) -> NDArray[np.float64]:
    """Cycles per image in the middle of each block of a centred axis."""
    starts = np.arange(0, length, block)
    return (starts + np.minimum(starts + block, length) - 1) / 2 - length // 2


def _row_blocks(spectrum: HalfSpectrum, rows: int) -> tuple[Magnitudes, Magnitudes]:
    """Largest magnitude per block of rows, of the spectrum and of its mirror image."""
    height = spectrum.shape[0]
    opposite = opposite_rows(height)
    right, left = np.empty((2, -(-height // rows), spectrum.magnitude.shape[1]), np.float32)
    for index in range(len(right)):
        part = slice(index * rows, (index + 1) * rows)
        spectrum.magnitude[part].max(axis=0, out=right[index])
        spectrum.magnitude[opposite[part]].max(axis=0, out=left[index])
    return right, left


def display_levels(values: NDArray[np.float32]) -> tuple[float, float]:
    """The dB that the ends of a colour scale stand for: the 2nd and the 99.9th percentile."""
    low, high = np.percentile(values, (2.0, 99.9))
    return float(low), float(max(high, low + 1.0))
