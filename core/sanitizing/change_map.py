"""A picture of which pixels sanitizing changed, and by how much."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.progress import Progress, no_progress
from core.scaling.robust import area_output

RGB = NDArray[np.uint8]

SIDE = 1536
"""Longest side of the picture unless told otherwise."""
BAND_VALUES = 1_000_000
DIMMED = 0.35
"""How much of its brightness the untouched image keeps, so that changes stand out."""
FAINT, STRONG = np.array([150.0, 40.0, 0.0]), np.array([255.0, 240.0, 130.0])
"""Colours of the smallest and the largest possible change; brightness rises in between."""


@dataclass(frozen=True, eq=False)
class ChangeMap:
    """`pixels` (h, w, 3) uint8: the image, grey and dimmed, with changed pixels in colour.

    `largest` is the largest change of any channel, in grey levels. Where several pixels of the image share
    one of the picture, it shows the largest change among them.
    """

    pixels: RGB
    largest: int


def change_map(before: RGB, after: RGB, side: int = SIDE, progress: Progress = no_progress) -> ChangeMap:
    """The changes from `before` to `after`, (H, W, 3) uint8 of one size, at most `side` pixels long."""
    if before.shape != after.shape:
        raise ValueError(f"images of one size are compared, not {before.shape} and {after.shape}")
    block = -(-max(before.shape[:2]) // side)
    change = _largest_changes(before, after, block, progress)
    grey = cv2.cvtColor(area_output(before, change.shape), cv2.COLOR_RGB2GRAY).astype(np.float32)
    strength = np.sqrt(change.astype(np.float32) / 255)[..., None]
    colour = FAINT + strength * (STRONG - FAINT)
    pixels = np.where(change[..., None] > 0, colour, DIMMED * grey[..., None])
    return ChangeMap(np.rint(pixels).astype(np.uint8), int(change.max()))


def _largest_changes(before: RGB, after: RGB, block: int, progress: Progress) -> NDArray[np.uint8]:
    """Largest change in every block of `block`² pixels, (⌈H/block⌉, ⌈W/block⌉) uint8."""
    height, width = before.shape[:2]
    rows = block * max(1, BAND_VALUES // (width * block))
    bands = []
    for start in range(0, height, rows):
        progress(start / height, "Mapping the changes")
        part = cv2.absdiff(before[start : start + rows], after[start : start + rows]).max(axis=2)
        padded = np.pad(part, ((0, -len(part) % block), (0, -width % block)))
        tiles = padded.reshape(len(padded) // block, block, -1, block)
        bands.append(tiles.max(axis=(1, 3)))
    return np.concatenate(bands)
