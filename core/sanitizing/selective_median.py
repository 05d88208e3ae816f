"""The selective median filter (seed paper, §4.3)."""

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress
from core.sanitizing.windows import AxisWindows, Windows

RGB = NDArray[np.uint8]

CHUNK_BYTES = 1 << 19
"""Values per plane and chunk: small enough that a window's planes stay in the processor's cache."""
ABSENT = 255
"""Stands where a window has no pixel; never below any trial value, so never counted."""


def selective_median(image: RGB, windows: Windows, progress: Progress) -> RGB:
    """`image` (H, W, C) uint8 with each sampled pixel replaced by its window's median, per channel.

    An even count takes the lower of the two middle values. Every window needs at least one free pixel.
    The cost is 8 · |P| · |W| comparisons, whatever the values.
    """
    hollow = _without_sampled(image, windows)
    ranks = (windows.free_pixels() - 1) // 2
    result = image.copy()
    planes = (2 * windows.rows.reach + 1) * (2 * windows.columns.reach + 1)
    row_bytes = windows.columns.places.size * image.shape[2] * max(1, planes // 64)
    step = max(1, CHUNK_BYTES // row_bytes)
    for start in range(0, windows.rows.places.size, step):
        progress(start / windows.rows.places.size, "Taking medians around the sampled pixels")
        chunk = slice(start, start + step)
        window = _gather(hollow, windows.rows, windows.columns, chunk)
        place = np.ix_(windows.rows.places[chunk], windows.columns.places)
        result[place] = _value_at_rank(window, ranks[chunk, :, None])
    return result


def _without_sampled(image: RGB, windows: Windows) -> RGB:
    """The image with P marked absent and a margin of absent pixels as wide as the window's reach."""
    margins = [(windows.rows.reach,) * 2, (windows.columns.reach,) * 2, (0, 0)]
    hollow = np.pad(image, margins, constant_values=ABSENT)
    rows = windows.rows.places + windows.rows.reach
    hollow[np.ix_(rows, windows.columns.places + windows.columns.reach)] = ABSENT
    return hollow


def _gather(hollow: RGB, rows: AxisWindows, columns: AxisWindows, chunk: slice) -> RGB:
    """Windows as planes: (|W|, rows of the chunk, sampled columns, C)."""
    row_index = np.arange(2 * rows.reach + 1)[:, None] + rows.places[chunk]
    column_index = np.arange(2 * columns.reach + 1)[:, None] + columns.places
    bands = hollow[row_index]
    window = np.take(bands, column_index, axis=2)  # (|W_v|, rows, |W_h|, columns, C)
    turned = np.ascontiguousarray(np.swapaxes(window, 1, 2))
    return turned.reshape(-1, row_index.shape[1], column_index.shape[1], hollow.shape[2])


def _value_at_rank(window: RGB, rank: NDArray[np.intp]) -> RGB:
    """The value with `rank` smaller or equal ones before it, found bit by bit from the top."""
    value = np.zeros(window.shape[1:], np.uint8)
    rank = rank.astype(np.uint16)
    below = np.empty(value.shape, np.bool_)
    for bit in (128, 64, 32, 16, 8, 4, 2, 1):
        trial = value | np.uint8(bit)
        count = np.zeros(value.shape, np.uint16)
        for plane in window:
            np.less(plane, trial, out=below)
            np.add(count, below, out=count, casting="unsafe")
        value = np.where(count <= rank, trial, value)
    return value
