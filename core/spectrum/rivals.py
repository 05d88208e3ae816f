"""How loud is the rest of the image? What speaks out of a part is worth what it adds to that.

Screens, cloth and printers' dots meet some lattice in every window, each window its own. A hidden picture has
one lattice, wherever it is: windows that speak for the same one do not count against it, unless most of the
image does.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.images.arrays import Shape
from core.spectrum.envelope import Texture
from core.spectrum.patch import LocalCandidate, weigh_patch
from core.spectrum.points import Box

ASKED = 6
"""Other parts that are asked, the loudest ones."""
SAME_LATTICE = 0.3
"""Share of what a part says that the lattice in question says there, too, from which it is the same one."""
GRID = 5
"""Places along each axis where a lattice is listened to, to learn what it says all over the image."""
MOST_PLACES = 0.9
"""Quantile over these places: a picture in a part of the image is heard in few of them."""


def said_all_over(texture: Texture, sizes: Sequence[LocalCandidate]) -> float:
    """Significance in dB, at least 0, that a part's sizes have in the loudest of ten places outside it.

    Places are as large as its box and evenly spread. What dots say that cover the image is no news of a part:
    that the image as a whole is asked about.
    """
    box = sizes[0].box
    places = [place for place in _places(texture.shape, box) if _apart(place, box)]
    said = [
        max(weigh_patch(texture, replace(size, box=place)).significance for size in sizes) for place in places
    ]
    return max(0.0, float(np.quantile(said, MOST_PLACES))) if said else 0.0


def _places(shape: Shape, box: Box) -> list[Box]:
    (height, width), (_, _, across, down) = shape, box
    tops = np.linspace(0, height - down, GRID).round().astype(int).tolist()
    lefts = np.linspace(0, width - across, GRID).round().astype(int).tolist()
    return [(left, top, across, down) for top in dict.fromkeys(tops) for left in dict.fromkeys(lefts)]


def loudest_elsewhere(
    texture: Texture, leader: Box, sizes: Sequence[LocalCandidate], parts: Sequence[LocalCandidate]
) -> float:
    """Significance in dB, at least 0, of the loudest of `parts` apart from a box that no size of it explains.

    `parts` come loudest first, `sizes` are what the part in the box may speak for.
    """
    apart = [part for part in parts if _apart(part.box, leader)][:ASKED]
    for part in apart:
        if part.significance <= 0:
            break
        same = (replace(part, target_shape=size.target_shape, phase=size.phase) for size in sizes)
        said = max(weigh_patch(texture, size).significance for size in same)
        if said < SAME_LATTICE * part.significance:
            return part.significance
    return 0.0


def _apart(one: Box, other: Box) -> bool:
    """Whether two boxes share no pixel."""
    return any(
        one[axis] + one[axis + 2] <= other[axis] or other[axis] + other[axis + 2] <= one[axis]
        for axis in (0, 1)
    )
