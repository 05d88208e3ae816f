"""An image as robust scaling would leave it: averaged down to the target size and brought back up."""

import cv2
import numpy as np

from core.images.arrays import RGB
from core.scaling.robust import area_output


def area_version(image: RGB, target_shape: tuple[int, int]) -> RGB:
    """`image` (H, W, 3) averaged down to `target_shape` (h, w) and interpolated linearly back to its size.

    It keeps what the target size can hold and nothing that could fold into it: what a spectrum without an
    attack looks like. Linear, as repeating pixels would leave a comb of its own.
    """
    robust = area_output(image, target_shape)
    size = (image.shape[1], image.shape[0])
    return np.asarray(cv2.resize(robust, size, interpolation=cv2.INTER_LINEAR), np.uint8)
