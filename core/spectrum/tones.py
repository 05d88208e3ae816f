"""Does a lattice show a picture of its own, or the image's own tones once more?

The dots of a halftone, the pixels of a screen and the meshes of a net make each lattice point a function of
how dark the image is there: what stands on the lattice forms a picture, but the one that everybody sees.
"""

import numpy as np
from numpy.typing import NDArray

from core.images.arrays import Shape
from core.spectrum.envelope import Texture
from core.spectrum.lattice import Indices

Field = NDArray[np.float32]

TONES = 16
"""Steps that tones are told apart in, for each channel."""
MOST = 640
"""Lattice points a side that are looked at, those in the middle."""


def own_share(texture: Texture, rows: Indices, columns: Indices, target_shape: Shape) -> float:
    """Share 0..1 of the agreement of neighbouring lattice points that the image's tones do not explain.

    Tones are those of the median-filtered image, averaged down to the target size; what a tone has on average
    is taken out. Of a picture that has nothing to do with the image the values keep their agreement, of one
    written over a part of it the deviations do; the larger share counts. A pattern's dots keep neither.
    """
    down, across = _middle(len(rows)), _middle(len(columns))
    return own_part(texture, rows[down], columns[across], texture.robust(target_shape)[down, across])


def own_part(texture: Texture, rows: Indices, columns: Indices, tones: NDArray[np.uint8]) -> float:
    """`own_share` of some rows and columns of a lattice, their tones (rows, columns, 3) given."""
    steps = tones.astype(np.intp) * TONES // 256
    values = texture.image[np.ix_(rows, columns)].astype(np.float32)
    return max(_own(field, steps) for field in (texture.deviations(rows, columns), values))


def _middle(count: int) -> slice:
    start = max(0, (count - MOST) // 2)
    return slice(start, start + MOST)


def _own(field: Field, tones: NDArray[np.intp]) -> float:
    without = np.stack([_without(field[..., c], tones[..., c]) for c in range(field.shape[2])], axis=-1)
    agreement = _agreement(field - field.mean(axis=(0, 1)))
    return float(np.clip(_agreement(without) / agreement, 0, 1)) if agreement > 0 else 0.0


def _without(deviation: Field, tones: NDArray[np.intp]) -> Field:
    """Deviations less the mean of those with the same tone."""
    flat = tones.ravel()
    counts = np.maximum(np.bincount(flat, minlength=TONES), 1)
    means = np.bincount(flat, deviation.ravel(), minlength=TONES) / counts
    return deviation - means.astype(np.float32)[tones]


def _agreement(field: Field) -> float:
    """Mean product of neighbours along the axis where it is smaller, summed over channels."""
    below, beside = field[1:] * field[:-1], field[:, 1:] * field[:, :-1]
    return float(min(part.sum() / max(1, part[..., 0].size) for part in (below, beside)))
