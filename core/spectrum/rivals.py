"""How loud is the rest of the image? What speaks out of a part is worth what it adds to that.

Screens, cloth and printers' dots meet some lattice in every window, each window its own. A hidden picture has
one lattice, wherever it is: windows that speak for the same one do not count against it.
"""

from collections.abc import Sequence
from dataclasses import replace

from core.spectrum.envelope import Texture
from core.spectrum.patch import LocalCandidate, weigh_patch
from core.spectrum.points import Box

ASKED = 6
"""Other parts that are asked, the loudest ones."""
SAME_LATTICE = 0.3
"""Share of what a part says that the lattice in question says there, too, from which it is the same one."""


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
