"""Was an image enlarged by repeating pixels? Its blocks stand on a lattice too, and hide nothing.

Between the pixels of one block nothing changes; all change is on the lines between blocks, and those lines
run through the whole image. An attack on a smooth image changes little off its lattice either, but what it
changes are points: along its lattice lines most places are as quiet as anywhere.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.arrays import RGB

Changes = NDArray[np.uint8]

QUIET = 0.5
"""Share of the mean change below which a line counts as quiet."""
QUIET_LINES = 0.42
"""Share of quiet lines from which an image may be blocks; blocks of two pixels have half of theirs quiet."""
UNBROKEN = 0.75
"""Share of the places along the other lines that change more than twice as much as the quiet lines do."""
FEW = 4
"""Values of a channel that count as few."""
FLAT = 0.6
"""Grey levels of change below which a place says nothing."""
_LONGEST = 1024
"""Pixels a side looked at; what repeats shows in a part as well."""


def is_enlarged_by_repeating(image: RGB) -> bool:
    """Whether an RGB image (H, W, 3) is made of blocks of equal pixels, of two pixels a side or more.

    Holds after mild recompression. Of a large image the corner is looked at.
    """
    piece = np.ascontiguousarray(image[:_LONGEST, :_LONGEST])
    grey = cv2.cvtColor(piece, cv2.COLOR_RGB2GRAY)
    if min(grey.shape) < 3:
        return False
    across, down = cv2.absdiff(grey[:, 1:], grey[:, :-1]), cv2.absdiff(grey[1:], grey[:-1])
    return _in_blocks(np.asarray(across, np.uint8)) and _in_blocks(np.asarray(down, np.uint8).T)


def _in_blocks(change: Changes) -> bool:
    """Whether the changes along one axis, (places along, lines) uint8, stand on unbroken lines."""
    profile = change.mean(axis=0)
    quiet = profile < QUIET * profile.mean()
    if quiet.mean() < QUIET_LINES:
        return False
    loud, still = change[:, ~quiet].mean(axis=1), change[:, quiet].mean(axis=1)
    telling = loud + still > FLAT
    return bool(telling.any() and (loud > 2 * still)[telling].mean() >= UNBROKEN)


def has_few_levels(image: RGB) -> bool:
    """Whether no channel of an RGB image (H, W, 3) has more than `FEW` values: dithered, or a stencil."""
    return _few(image[::5, ::5]) and _few(image)


def _few(image: RGB) -> bool:
    return all(np.count_nonzero(cv2.calcHist([image], [c], None, [256], [0, 256])) <= FEW for c in range(3))
