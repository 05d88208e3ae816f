"""A spectrum made small enough for a screen without losing its peaks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.spectrum.fourier import Decibels

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


def max_pooled(log_mag: Decibels, limit: int) -> PooledSpectrum:
    """The centred spectrum (H, W) with at most `limit` values per axis, each the maximum of its block.

    The maximum, because a peak one frequency wide is what a reader looks for; a mean would drown it.
    """
    block = (-(-log_mag.shape[0] // limit), -(-log_mag.shape[1] // limit))
    rows = np.maximum.reduceat(log_mag, np.arange(0, log_mag.shape[0], block[0]), axis=0)
    values = np.maximum.reduceat(rows, np.arange(0, log_mag.shape[1], block[1]), axis=1)
    return PooledSpectrum(np.asarray(values, np.float32), block, (log_mag.shape[0], log_mag.shape[1]))


def display_levels(values: NDArray[np.float32]) -> tuple[float, float]:
    """The dB that the ends of a colour scale stand for: the 2nd and the 99.9th percentile."""
    low, high = np.percentile(values, (2.0, 99.9))
    return float(low), float(max(high, low + 1.0))
