"""A picture of which pixels sanitizing changed, and by how much."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.progress import Progress, no_progress
from core.scaling.robust import area_output

RGB = NDArray[np.uint8]
Indices = NDArray[np.intp]

BAND_VALUES = 1_000_000
DIMMED = 0.35
"""How much of its brightness the untouched image keeps, so that changes stand out."""
FAINT, STRONG = np.array([170.0, 60.0, 0.0]), np.array([255.0, 235.0, 110.0])
"""Colours of the smallest and the largest possible change; brightness rises in between."""


@dataclass(frozen=True, eq=False)
class ChangeMap:
    """`pixels` (h, w, 3) uint8: the image, grey and dimmed, with changed pixels in colour.

    `largest` is the largest change of any channel, in grey levels. Where several pixels of the image share
    one of the picture, it shows the largest change among them, so that no change gets lost.
    """

    pixels: RGB
    largest: int


def change_map(
    before: RGB, after: RGB, shape: tuple[int, int], progress: Progress = no_progress
) -> ChangeMap:
    """The changes from `before` to `after`, (H, W, 3) uint8 of one size, as a picture of `shape` (h, w).

    A shape larger than the image is cut down to it. Raises `ValueError` for images of different sizes.
    """
    if before.shape != after.shape:
        raise ValueError(f"images of one size are compared, not {before.shape} and {after.shape}")
    height, width = before.shape[:2]
    change = _largest_changes(before, after, (min(shape[0], height), min(shape[1], width)), progress)
    small = area_output(before, (change.shape[0], change.shape[1]))
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
    colour = _colours(change)
    pixels = np.where(change[..., None] > 0, colour, DIMMED * grey[..., None])
    return ChangeMap(np.rint(pixels).astype(np.uint8), int(change.max()))


def colour_scale() -> RGB:
    """The colours from the smallest to the largest possible change, (256, 3), for a legend.

    A change of d grey levels stands at `place_on_scale(d)` of the way.
    """
    strength = np.linspace(0, 1, 256)[:, None]
    return np.asarray(np.rint(FAINT + strength * (STRONG - FAINT)), np.uint8)


def place_on_scale(change: int) -> float:
    """Where on `colour_scale` a change of so many grey levels stands, 0..1: small ones are spread."""
    return float(np.sqrt(change / 255))


def _colours(change: NDArray[np.uint8]) -> NDArray[np.float64]:
    strength = np.sqrt(change.astype(np.float32) / 255)[..., None]
    return np.asarray(FAINT + strength * (STRONG - FAINT), np.float64)


def _largest_changes(
    before: RGB, after: RGB, shape: tuple[int, int], progress: Progress
) -> NDArray[np.uint8]:
    """Largest change of any channel under each pixel of a picture of `shape`, uint8 of that shape."""
    height, width = before.shape[:2]
    rows, columns = _starts(height, shape[0]), _starts(width, shape[1])
    step = max(1, BAND_VALUES * shape[0] // (width * height))
    result = np.empty(shape, np.uint8)
    for first in range(0, shape[0], step):
        progress(first / shape[0], "Mapping the changes")
        inner = rows[first : first + step]
        stop = rows[first + step] if first + step < shape[0] else height
        part = cv2.absdiff(before[inner[0] : stop], after[inner[0] : stop]).max(axis=2)
        across = np.maximum.reduceat(part, columns, axis=1)
        result[first : first + step] = np.maximum.reduceat(across, inner - inner[0], axis=0)
    return result


def _starts(length: int, count: int) -> Indices:
    """Where each of `count` nearly equal parts of `length` begins."""
    return np.arange(count) * length // count
