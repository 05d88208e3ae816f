"""The selective median filter (seed paper, §4.3).

The windows of a band of rows are laid out as planes, one per pixel of the window, and all medians of the band
are found at once, bit by bit. Bands are independent and numpy leaves the interpreter free while it
computes, so they run on several threads; each is small enough to stay in a core's cache.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress
from core.sanitizing.bands import run_bands
from core.sanitizing.lattice import Sampled
from core.sanitizing.windows import AxisWindows, Windows

RGB = NDArray[np.uint8]
Counts = NDArray[np.int32]

BAND_BYTES = 1_200_000
"""Window values per band: with the buffer of comparisons they fill a second-level cache of common size."""
LEAST_VALUES = 1024
"""Medians per band at least, so that numpy computes longer than it takes to call."""
ABSENT = 255
"""Stands where a window has no pixel; never below any trial value, so never counted."""
MOST_IN_BYTE = 255
"""Planes that can be counted in a byte."""


def selective_median(image: RGB, result: RGB, sampled: Sampled, windows: Windows, progress: Progress) -> None:
    """Write the median of each window into `result` at the sampled pixel it is about, per channel.

    `image` and `result` are (H, W, C) uint8 and not the same array. An even count takes the lower of the
    two middle values. The cost is 8 · |P| · |W| comparisons, whatever the values.
    """
    planes = (2 * windows.rows.reach + 1) * (2 * windows.columns.reach + 1)
    values = windows.columns.places.size * image.shape[2]
    step = max(1, -(-LEAST_VALUES // values), BAND_BYTES // (planes * values))

    def restore(band: slice) -> None:
        rows = AxisWindows(windows.rows.places[band], windows.rows.reach)
        window = _gather(image, sampled, rows, windows.columns)
        rank = np.repeat((windows.free[band] - 1) // 2, image.shape[2], axis=1).ravel()
        median = _value_at_rank(window, rank.astype(np.uint16))
        place = np.ix_(rows.places, windows.columns.places)
        result[place] = median.reshape(rows.places.size, -1, image.shape[2])

    run_bands(windows.rows.places.size, step, restore, progress, "Taking medians around the sampled pixels")


def _gather(image: RGB, sampled: Sampled, rows: AxisWindows, columns: AxisWindows) -> RGB:
    """Windows as planes: (|W|, sampled rows · sampled columns · C)."""
    band = _hollow(image, sampled, rows, columns.reach)
    width = columns.places.size * image.shape[2]
    shifted = np.empty((2 * columns.reach + 1, band.shape[0], width), np.uint8)
    for offset, plane in enumerate(shifted):
        target = plane.reshape(band.shape[0], columns.places.size, image.shape[2])
        np.take(band, columns.places + offset, axis=1, out=target, mode="clip")
    starts = rows.places - rows.places[0]
    index = np.arange(2 * rows.reach + 1)[:, None] + starts
    planes = np.take(shifted, index, axis=1)  # (|W_h|, |W_v|, sampled rows, columns · C)
    return np.asarray(planes.reshape(len(planes) * len(index), -1), np.uint8)


def _hollow(image: RGB, sampled: Sampled, rows: AxisWindows, margin: int) -> RGB:
    """The rows that the windows reach, P and all beyond the image absent, `margin` columns more each side."""
    first, last = int(rows.places[0]) - rows.reach, int(rows.places[-1]) + rows.reach + 1
    height, width, channels = image.shape
    band = np.full((last - first, width + 2 * margin, channels), ABSENT, np.uint8)
    start, stop = max(first, 0), min(last, height)
    inner = band[start - first : stop - first, margin : margin + width]
    inner[:] = image[start:stop]
    for lattice in sampled.lattices:
        absent = np.repeat(lattice.columns, channels).reshape(width, channels) * np.uint8(ABSENT)
        for row in np.flatnonzero(lattice.rows[start:stop]):
            np.bitwise_or(inner[row], absent, out=inner[row])
    return band


def _value_at_rank(window: RGB, rank: NDArray[np.uint16]) -> RGB:
    """The value with `rank` smaller or equal ones before it, found bit by bit from the top."""
    value = np.zeros(window.shape[1], np.uint8)
    below = np.empty(window.shape, np.bool_)
    for bit in (128, 64, 32, 16, 8, 4, 2, 1):
        trial = value | np.uint8(bit)
        np.less(window, trial, out=below)
        np.copyto(value, trial, where=_count(below) <= rank)
    return value


def _count(below: NDArray[np.bool_]) -> NDArray[np.unsignedinteger[Any]]:
    """Planes that are true at each place, counted in bytes as far as those hold them."""
    ones = below.view(np.uint8)
    if len(ones) <= MOST_IN_BYTE:
        return np.asarray(np.add.reduce(ones, axis=0, dtype=np.uint8), np.uint8)
    count = np.zeros(ones.shape[1], np.uint16)
    for start in range(0, len(ones), MOST_IN_BYTE):
        count += np.add.reduce(ones[start : start + MOST_IN_BYTE], axis=0, dtype=np.uint8)
    return count
