"""Where an attack's peaks stand in the spectrum, once its target size is known.

Quiring et al. 2023: sampling at h'×w' points leaves copies of the low frequencies around the centre plus
(i·h', j·w') cycles per image.
"""

import numpy as np
from numpy.typing import NDArray

from core.spectrum.fourier import HalfSpectrum, decibels, opposite_rows

FARTHEST = 2
"""Multiples of the target size looked at along each axis."""
REACH = 5
"""Frequencies around a peak that count as its own, each way."""

Decibels = NDArray[np.float32]


def peaks(spectrum: HalfSpectrum, target_shape: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """Expected (row, column) in the half spectrum, those whose surroundings lie inside it; may be empty."""
    height, (rows, columns) = spectrum.shape[0], target_shape
    middle = height // 2
    found = [
        (middle + down * rows, across * columns)
        for down in range(-FARTHEST, FARTHEST + 1)
        for across in range(FARTHEST + 1)
        if (down, across) != (0, 0) and not (across == 0 and down < 0)
    ]
    return tuple(
        (row, column)
        for row, column in found
        if REACH <= row < height - REACH and column < spectrum.magnitude.shape[1] - REACH
    )


def surroundings(spectrum: HalfSpectrum, peak: tuple[int, int], reach: int) -> Decibels:
    """dB of the (2·reach + 1)² frequencies around a peak; on the zero column its mirror image makes up."""
    row, column = peak
    rows = slice(row - reach, row + reach + 1)
    right = spectrum.magnitude[rows, max(0, column - reach) : column + reach + 1]
    if column >= reach:
        return decibels(right)
    across = opposite_rows(spectrum.shape[0])[rows]
    mirrored = spectrum.magnitude[across, 1 : reach - column + 1][:, ::-1]
    return decibels(np.concatenate([mirrored, right], axis=1))
