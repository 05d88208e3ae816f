"""A spectrum as curves: mean by distance from zero frequency, and mean along each axis."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress, no_progress
from core.spectrum.fourier import Decibels, HalfSpectrum, decibels, opposite_rows

BLOCK_ROWS = 64
"""Rows worked on at a time: their intermediate values stay in the processor's cache."""


@dataclass(frozen=True, eq=False)
class Profiles:
    """Mean dB by cycles per image: on rings (R,), R = min(H, W)//2 + 1, and along each axis.

    `vertical` is (H//2 + 1,) and averages over all horizontal frequencies, `horizontal` (W//2 + 1,) over all
    vertical ones. Rings are circles in cycles per image, so in an oblong image a radius is not one spatial
    frequency.
    """

    radial: Decibels
    vertical: Decibels
    horizontal: Decibels


def profiles(spectrum: HalfSpectrum, progress: Progress = no_progress) -> Profiles:
    """Mean dB on rings and along both axes."""
    height, width = spectrum.shape
    times = spectrum.multiplicity
    rings = min(height, width) // 2 + 1
    sums, counts = np.zeros(rings), np.zeros(rings)
    by_row, by_column = np.empty((2, height), np.float32), np.zeros(width // 2 + 1)
    for start in range(0, height, BLOCK_ROWS):
        progress(start / height, "Profiles")
        block = decibels(spectrum.magnitude[start : start + BLOCK_ROWS])
        by_row[:, start : start + len(block)] = block.sum(axis=1), block @ (times - 1)
        by_column += block.sum(axis=0)
        _add_rings(sums, counts, block, np.arange(start, start + len(block)) - height // 2, times)
    radial = np.asarray(sums / np.maximum(counts, 1), np.float32)
    return Profiles(radial, _vertical(by_row, width), np.asarray(by_column / height, np.float32))


def _vertical(by_row: NDArray[np.float32], width: int) -> Decibels:
    """Means per vertical frequency 0..H//2: the left half of a row is the right half of the opposite one."""
    right, twofold = by_row
    means = (right + twofold[opposite_rows(len(right))]) / width
    return np.ascontiguousarray(means[: len(right) // 2 + 1][::-1], np.float32)


def _add_rings(
    sums: NDArray[np.float64],
    counts: NDArray[np.float64],
    block: Decibels,
    vertical: NDArray[np.int_],
    times: NDArray[np.float32],
) -> None:
    """Add a block of rows at the frequencies `vertical` to the sum and the count of each ring."""
    rings = len(sums)
    kept = np.abs(vertical) < rings
    across = np.arange(min(rings, block.shape[1]), dtype=np.float32)
    if not kept.any():
        return
    down = vertical[kept].astype(np.float32)
    ring = np.rint(np.sqrt(down[:, None] ** 2 + across**2)).astype(np.intp).ravel()
    weight = np.broadcast_to(times[: len(across)], (len(down), len(across)))
    values = block[kept, : len(across)] * weight
    sums += np.bincount(ring, values.ravel(), minlength=rings)[:rings]
    counts += np.bincount(ring, weight.ravel(), minlength=rings)[:rings]
