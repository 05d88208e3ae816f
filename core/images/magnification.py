"""Show an image at any magnification without being fooled by it.

A viewer that shrinks by sampling or by a fixed small kernel is itself a victim of scaling attacks (paper,
section 4.1: an algorithm is safe when its kernel covers every pixel uniformly).  Here an axis that shrinks is
averaged over the exact source interval of each output sample, fractions of edge pixels included; an axis that
grows repeats pixels.  Scales are fractions, so that the sample grid of an image does not depend on which part
of it is asked for.
"""

import math
from fractions import Fraction
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

BLOCK_ROWS = 32
"""Output rows computed at a time: their sums stay in the processor's cache."""

Pixels = NDArray[np.uint8]
Samples = NDArray[np.integer[Any] | np.floating[Any]]


def magnified_length(length: int, scale: Fraction) -> int:
    """Samples that `length` pixels take at `scale` samples per pixel: rounded, a half down, at least one."""
    return max(1, math.ceil(length * scale - Fraction(1, 2)))


def magnify(image: Pixels, scales: tuple[Fraction, Fraction], rows: range, columns: range) -> Pixels:
    """Part of `image` at `scales` samples per pixel.

    `image` is (H, W, C) uint8 with C of 1 to 4, `scales` is (vertical, horizontal), and `rows` and `columns`
    are unit-step ranges inside the magnified size (see `magnified_length`).  Returns (len(rows),
    len(columns), C) uint8.  Sample j covers the source interval [j / scale, (j + 1) / scale): below a
    scale of one it is the mean over that interval, from one on the pixel at its centre.
    """
    top, bottom = _needed(rows, scales[0], image.shape[0])
    left, right = _needed(columns, scales[1], image.shape[1])
    part = image[top:bottom, left:right]
    result = np.empty((len(rows), len(columns), image.shape[2]), np.uint8)
    for start in range(0, len(rows), BLOCK_ROWS):
        block = rows[start : start + BLOCK_ROWS]
        samples = _columns_at(_rows_at(part, scales[0], block, top), scales[1], columns, left)
        result[start : start + len(block)] = _to_bytes(samples)
    return result


def _needed(samples: range, scale: Fraction, length: int) -> tuple[int, int]:
    """Source interval that the samples read; its start falls on a sample boundary where the axis shrinks."""
    period = scale.denominator
    first = samples.start * period // scale.numerator
    last = -(-samples.stop * period // scale.numerator)
    if scale < 1:
        first -= first % period
    return min(first, length - 1), min(max(last, first + 1), length)


def _rows_at(part: Samples, scale: Fraction, rows: range, top: int) -> Samples:
    if scale == 1:
        return part[rows.start - top : rows.stop - top]
    if scale > 1:
        return part[nearest_pixels(rows, scale, top, part.shape[0])]
    return _mean_rows(part, scale, rows, top)


def _columns_at(part: Samples, scale: Fraction, columns: range, left: int) -> Samples:
    if scale >= 1:
        return part if scale == 1 else part[:, nearest_pixels(columns, scale, left, part.shape[1])]
    if part.shape[1] * scale <= 1:
        return np.asarray(part.mean(axis=1, keepdims=True, dtype=np.float32))
    # The start is a multiple of the period, so OpenCV's intervals coincide with ours.
    skipped = left * scale.numerator // scale.denominator
    shrunk = cv2.resize(
        np.ascontiguousarray(part), None, fx=float(scale), fy=1.0, interpolation=cv2.INTER_AREA
    ).reshape(part.shape[0], -1, part.shape[2])
    index = np.clip(np.arange(columns.start - skipped, columns.stop - skipped), 0, shrunk.shape[1] - 1)
    return shrunk[:, index]


def nearest_pixels(samples: range, scale: Fraction, start: int, length: int) -> NDArray[np.int64]:
    """The pixel under the centre of each sample, counted from pixel `start`, within `length` pixels."""
    centres = (2 * np.arange(samples.start, samples.stop) + 1) * scale.denominator // (2 * scale.numerator)
    return np.clip(centres - start, 0, length - 1)


def _mean_rows(part: Samples, scale: Fraction, rows: range, top: int) -> NDArray[np.float32]:
    """Means over row intervals, as float32: block sums plus the fractions at both edges.

    OpenCV's own area mode spends most of its time on the horizontal pass over every source row; summing rows
    first leaves little for it (24 megapixels to a window: 25 ms instead of 50 on two cores).
    """
    height, width, channels = part.shape
    flat = part.reshape(height, width * channels)
    edges = np.arange(rows.start, rows.stop + 1) * scale.denominator
    whole = edges // scale.numerator - top
    fractions = ((edges % scale.numerator) / scale.numerator).astype(np.float32)
    means = np.empty((len(rows), flat.shape[1]), np.float32)
    carry = flat[min(int(whole[0]), height - 1)] * fractions[0]
    for index, mean in enumerate(means):
        first, last = int(whole[index]), int(whole[index + 1])
        carry = _sum_interval(flat, mean, (first, last), carry, fractions[index + 1])
    means *= np.float32(scale)
    _correct_last_row(means, rows, scale, height + top)
    return means.reshape(len(rows), width, channels)


def _sum_interval(
    flat: Samples,
    total: NDArray[np.float32],
    interval: tuple[int, int],
    carry: NDArray[np.float32],
    fraction: np.float32,
) -> NDArray[np.float32]:
    """Sum whole rows, take off what the interval before used, add the part of the row that is cut."""
    first, last = interval
    cv2.reduce(flat[first:last], 0, cv2.REDUCE_SUM, total[np.newaxis], dtype=cv2.CV_32F)
    total -= carry
    if last >= flat.shape[0]:
        return carry
    carry = flat[last] * fraction
    total += carry
    return carry


def _correct_last_row(means: NDArray[np.float32], rows: range, scale: Fraction, height: int) -> None:
    """An interval that reaches past the image is averaged over the part inside."""
    inside = height - Fraction(rows.stop - 1) / scale
    if inside < 1 / scale:
        means[-1] *= np.float32(1 / (inside * scale))


def _to_bytes(part: Samples) -> Pixels:
    if part.dtype == np.uint8:
        return np.ascontiguousarray(part).astype(np.uint8, copy=False)
    return (
        np.asarray(cv2.convertScaleAbs(np.ascontiguousarray(part)))
        .reshape(part.shape)
        .astype(np.uint8, copy=False)
    )
