"""The real call of libvips, by pyvips."""

import numpy as np
from numpy.typing import NDArray

from core.scaling.vips_kernels import KERNELS

RGB = NDArray[np.uint8]


def vips_resize(image: RGB, method: str, target: tuple[int, int]) -> RGB:
    """`Image.resize` of `image` (H, W[, 3]) to (h', w'), each axis by its own factor.

    `thumbnail_image(…, size="force")` gives the same for Lanczos, its only kernel. The call releases the
    interpreter's lock.
    """
    import pyvips

    (height, width), (rows, columns) = image.shape[:2], target
    source = pyvips.Image.new_from_array(image)
    scaled = source.resize(columns / width, vscale=rows / height, kernel=KERNELS[method].name)
    return np.asarray(scaled.numpy(), np.uint8).reshape(*target, *image.shape[2:])
