"""A hidden picture that shows nothing: dots of one colour on a grid, not a payload."""

import numpy as np

from core.images.arrays import RGB, Shape
from core.spectrum.points import Box

ALIKE = 12
"""Grey levels from the middle one of its channel up to which a sampled value counts as that one."""
STROKES = 0.002
"""Share of the sampled values that may differ; the strokes of the shortest text are more."""

HALO = 2
"""Output pixels that a region reaches over what is hidden, on each side."""
FEWEST = 16
"""Values that can be called alike."""


def blank(hidden: RGB, source: Shape, region: Box | None) -> bool:
    """Whether the sampled pixels (h, w, 3), those in the region if there is one, all have one colour.

    `region` is in pixels of the source (height, width); the picture is that of the whole source.
    """
    part = hidden if region is None else _inside(hidden, source, region)
    values = part.reshape(-1, 3).astype(np.int16)
    if len(values) < FEWEST:
        return False
    far = np.abs(values - np.median(values, axis=0)).max(axis=1) > ALIKE
    return bool(far.mean() <= STROKES)


def _inside(hidden: RGB, source: Shape, region: Box) -> RGB:
    """The output pixels that stand for pixels of the region, less its halo where it ends in the image."""
    rows, columns = (
        _span(region[1 - axis], region[3 - axis], source[axis], hidden.shape[axis]) for axis in (0, 1)
    )
    return hidden[rows, columns]


def _span(start: int, length: int, source: int, outputs: int) -> slice:
    first, last = start * outputs / source, (start + length) * outputs / source
    return slice(
        int(np.ceil(first)) + HALO if start > 0 else 0,
        max(0, int(last) - HALO) if start + length < source else outputs,
    )
