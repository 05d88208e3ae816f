"""The robust output: area scaling, which weighs every pixel and so can not be steered by a few.

Seed paper §4.2: of the common algorithms only area scaling has both σ ≥ β and a uniform kernel.
"""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

RGB = NDArray[np.uint8]


def area_output(image: RGB, target_shape: tuple[int, int]) -> RGB:
    """`image` (H, W[, C]) uint8 averaged down to `target_shape` (h, w) by OpenCV's INTER_AREA."""
    height, width = target_shape
    source = np.ascontiguousarray(image)
    return np.asarray(cv2.resize(source, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def output_distance(output: RGB, robust: RGB) -> float:
    """Root mean square difference in grey levels (0..255) between an output and the robust output."""
    return float(cv2.norm(output, robust, cv2.NORM_L2)) / math.sqrt(output.size)
