"""Parts of a picture, as (x, y, width, height) in its own pixels."""

import math

import numpy as np

from core.images.arrays import RGB, Shape

Region = tuple[int, int, int, int]


def cut_out(pixels: RGB, region: Region) -> RGB:
    """The (h, w, 3) uint8 pixels inside a region that lies in the picture."""
    x, y, width, height = region
    return np.ascontiguousarray(pixels[y : y + height, x : x + width])


def scaled_region(region: Region, source_shape: Shape, target_shape: Shape) -> Region:
    """Where a region of a source of (height, width) lies in its output, rounded outwards."""
    (height, width), (rows, columns) = source_shape, target_shape
    x, y, across, down = region
    left, right = math.floor(x * columns / width), math.ceil((x + across) * columns / width)
    top, bottom = math.floor(y * rows / height), math.ceil((y + down) * rows / height)
    return left, top, right - left, bottom - top
