"""How much an image's spectrum stands out at the sampling frequencies of a size."""

import numpy as np

from core.attacks.variants.partial_spectrum import LatticeWindows, Poll, Spectrum, lattice_windows
from core.images.arrays import RGB, Shape

PEAK, AROUND = 1, 12
"""Cycles per image around a multiple of the size that are its peak, and its surroundings."""
FLOOR = 1e-3
"""Added to powers, grey levels²: keeps flat images from dividing by nothing."""


def lattice_peak(image: RGB, target_shape: Shape, poll: Poll) -> float | None:
    """Mean height in dB of the spectrum's peaks at the multiples of a size over their surroundings.

    This is what detection by peaks in the spectrum looks at: the power within a cycle of each multiple
    against those up to twelve cycles away, zero frequency left out. None where the size has no multiple in
    the spectrum or they are too close to tell peaks from surroundings.
    """
    shape = image.shape[:2]
    radius = min(AROUND, (min(target_shape) - 1) // 2)
    windows = lattice_windows(shape, target_shape, radius)
    spectrum = windows.transform(
        lambda rows: image[rows].mean(axis=2, dtype=np.float32, keepdims=True), 1, poll
    )
    heights = _heights(windows, spectrum)
    return float(np.mean(heights)) if radius > 2 * PEAK and heights else None


def _heights(windows: LatticeWindows, spectrum: Spectrum) -> list[float]:
    """dB of every peak with a whole window in the spectrum; each and its mirror image."""
    power = np.square(np.abs(spectrum[..., 0]))
    down, across = windows.vertical, windows.horizontal
    heights = list[float]()
    for row in np.unique(down.orders):
        for column in np.unique(across.orders):
            if row == 0 or column == 0:  # the axes carry much energy of their own
                continue
            inside = np.ix_(down.orders == row, across.orders == column)
            near = np.maximum(
                np.abs(down.offsets[inside[0]].ravel())[:, None], np.abs(across.offsets[inside[1]].ravel())
            )
            values = power[inside]
            if (near == 0).any():
                ratio = (values[near <= PEAK].mean() + FLOOR) / (values[near > 2 * PEAK].mean() + FLOOR)
                heights.append(10 * float(np.log10(ratio)))
    return heights
