"""scikit-image's resize, a strip of columns at a time where the image is large.

In one call it holds up to three float64 copies of the image, 24 times the image itself. Its filters work
along one axis after the other, so a first call per strip may reduce the height and a last one the width.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

RGB = NDArray[np.uint8]
Shape = tuple[int, int]

WHOLE_LIMIT = 3_000_000
"""Samples that are handed over in one call."""
STRIP_SAMPLES = 1_500_000


def skimage_resize(image: RGB, target: Shape, order: int, *, anti_aliasing: bool) -> NDArray[Any]:
    """`image` (H, W[, C]) uint8 scaled to `target` (h, w) by spline `order`, floats in 0..255."""
    from skimage.transform import resize

    options = {"order": order, "anti_aliasing": anti_aliasing, "preserve_range": True}
    shape = (*target, *image.shape[2:])
    if image.size <= WHOLE_LIMIT or order == 0:  # order 0 stays uint8
        return np.asarray(resize(image, shape, **options))
    if image.shape[0] * target[1] < image.shape[1] * target[0]:  # the axis that shrinks most goes first
        turned = skimage_resize(image.swapaxes(0, 1), target[::-1], order, anti_aliasing=anti_aliasing)
        return turned.swapaxes(0, 1)
    low = np.empty((target[0], *image.shape[1:]), np.float64)
    for strip in _strips(image):
        columns = image[:, strip]
        low[:, strip] = resize(columns, (target[0], *columns.shape[1:]), clip=False, **options)
    # What one call clips to is the range of the image, not of what the first pass leaves.
    scaled = resize(low, shape, clip=False, **options)
    return np.asarray(np.clip(scaled, int(image.min()), int(image.max())))


def _strips(image: RGB) -> list[slice]:
    width = image.shape[1]
    step = max(1, STRIP_SAMPLES * width // image.size)
    return [slice(start, min(start + step, width)) for start in range(0, width, step)]
