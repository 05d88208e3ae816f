"""How far a lattice reaches: the box of what stands out on it."""

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.arrays import Shape
from core.spectrum import lattice
from core.spectrum.envelope import Texture
from core.spectrum.lattice import Phase
from core.spectrum.points import Box

Field = NDArray[np.float32]

STANDS_OUT = 4.0
"""Power on the lattice over that beside it from which a point belongs to the patch."""
SAME_PATCH = 0.2
"""Share of the patch's typical power that its weaker parts still have."""
LOUDER = 25.0
"""Mean excess in a box over that of the rest of the image from which a picture is in the box alone.

Pictures in a part, compressed and noisy ones too, had 104 and more, pictures in the whole image at most 11.
"""


def lattice_excess(texture: Texture, shape: Shape, phase: Phase, blur: int) -> tuple[Field, Field]:
    """Power on the lattice and beside it, per output pixel, each averaged over blur × blur output pixels.

    Both (h', w') float32, grey levels² summed over channels.
    """
    height, width = texture.shape
    rows = lattice.positions(height, shape[0], phase)
    columns = lattice.positions(width, shape[1], phase)
    on = _power(texture, rows, columns, blur)
    beside = np.zeros_like(on)
    for down, right in lattice.control_shifts(texture.shape, shape):
        moved = lattice.shifted(rows, down, height), lattice.shifted(columns, right, width)
        np.maximum(beside, _power(texture, *moved, blur), out=beside)
    return on, beside


def region_of(texture: Texture, shape: Shape, phase: Phase, inside: Box | None = None) -> Box | None:
    """The box of what stands out on a lattice, in source pixels; None where nothing does.

    With `inside`, only the part that meets that box counts.
    """
    blur = 3 if inside is not None else max(3, min(shape) // 16) | 1
    on, beside = lattice_excess(texture, shape, phase, blur)
    marked = on > STANDS_OUT * (beside + 1.0)
    if inside is not None:
        marked &= _near(inside, texture.shape, shape)
    if not marked.any():
        return None
    marked &= on > SAME_PATCH * np.median(on[marked])
    return _bounds(marked.astype(np.uint8), on, texture.shape)


def holds_alone(texture: Texture, shape: Shape, phase: Phase, box: Box) -> bool:
    """Whether a lattice stands out in a box, of at least 4×4 output pixels, and hardly anywhere else."""
    within = _meets(box, texture.shape, shape)
    if min(within.any(axis=1).sum(), within.any(axis=0).sum()) < lattice.FEWEST_POINTS or within.all():
        return False
    on, beside = lattice_excess(texture, shape, phase, 3)
    excess = np.maximum(on - beside, 0)
    return bool(excess[within].mean() > LOUDER * excess[~within].mean())


def _meets(box: Box, source: Shape, shape: Shape) -> NDArray[np.bool_]:
    """Output pixels that the box has a pixel of."""
    x, y, width, height = box
    down, across = np.arange(shape[0]) * source[0] / shape[0], np.arange(shape[1]) * source[1] / shape[1]
    rows = (down + source[0] / shape[0] > y) & (down < y + height)
    columns = (across + source[1] / shape[1] > x) & (across < x + width)
    return np.asarray(rows[:, None] & columns[None, :], np.bool_)


def _bounds(marked: NDArray[np.uint8], power: Field, source: Shape) -> Box:
    """The box around the strongest connected part and those at least a quarter as strong."""
    closed = cv2.morphologyEx(marked, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    count, labels = cv2.connectedComponents(closed, connectivity=8)
    strength = np.bincount(labels.ravel(), weights=power.ravel(), minlength=count)
    strength[0] = 0
    kept = np.isin(labels, np.flatnonzero(strength >= strength.max() / 4))
    rows, columns = np.flatnonzero(kept.any(axis=1)), np.flatnonzero(kept.any(axis=0))
    ratio_v, ratio_h = source[0] / marked.shape[0], source[1] / marked.shape[1]
    top, bottom = int(rows[0] * ratio_v), int(np.ceil((rows[-1] + 1) * ratio_v))
    left, right = int(columns[0] * ratio_h), int(np.ceil((columns[-1] + 1) * ratio_h))
    return left, top, right - left, bottom - top


def _near(box: Box, source: Shape, shape: Shape) -> NDArray[np.bool_]:
    """Output pixels whose place lies in the box grown by half of itself on each side."""
    x, y, width, height = box
    down = (np.arange(shape[0]) + 0.5) * source[0] / shape[0]
    across = (np.arange(shape[1]) + 0.5) * source[1] / shape[1]
    rows = (down > y - height / 2) & (down < y + 1.5 * height)
    columns = (across > x - width / 2) & (across < x + 1.5 * width)
    return np.asarray(rows[:, None] & columns[None, :], np.bool_)


def _power(texture: Texture, rows: lattice.Indices, columns: lattice.Indices, blur: int) -> Field:
    deviations = texture.deviations(rows, columns)
    power = np.einsum("ijk,ijk->ij", deviations, deviations)
    return np.asarray(cv2.blur(power, (blur, blur), borderType=cv2.BORDER_REFLECT), np.float32)
