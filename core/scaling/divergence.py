"""Does an output differ from the robust output by more than the image's own detail explains?

An algorithm that reads single pixels differs from the average of their neighbourhood on every image, by as
much as those neighbourhoods vary.  In a clean image the sampled pixels are like the others, so the distance
stays at or below that spread; an attack changes just the sampled pixels, and the distance rises above it.
"""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from core.scaling.pipeline import Pipeline
from core.scaling.robust import area_output

RGB = NDArray[np.uint8]

SMALLEST_DISTANCE = 4.0
"""Grey levels; closer outputs look the same whatever the spread."""
CENTRED_RATIO = 1.25
"""Distance over spread; 67 photographs at four sizes stay below 0.95."""
CORNER_RATIO = 2.5
"""The same for those that read the corner of their window, not the middle: OpenCV's nearest reaches 2.3.

libvips drops blocks but for their corner and reads the middle of what is left; it reaches 1.32.
"""
MIXED_CORNER_RATIO = 2.25
"""The same over `mixed_spread`, for them and for OpenCV's area, which then reads off the middle, too.

Strips of 400 photographs stay below 2.05; by the others of OpenCV, Pillow, Keras and scikit-image, those
of 150 photographs below 0.9, which leaves `CENTRED_RATIO` as it is.
"""
CORNER_READERS = frozenset(
    {
        ("opencv", "nearest"),
        ("torch", "nearest"),
        ("vips", "nearest"),
        *(("tensorflow1", method) for method in ("nearest", "bilinear", "bicubic")),
    }
)


def neighbourhood_spread(image: RGB, robust: RGB) -> float:
    """Root mean square deviation, in grey levels, of pixels from the mean of their window.

    `image` is (H, W, 3) uint8 and `robust` its area output.  The windows tile the image, so by the law of
    total variance the mean square within them is that of the image less that of the window means.
    """
    return math.sqrt(max(0.0, _mean_square(image) - _mean_square(robust)))


def mixed_spread(image: RGB, target_shape: tuple[int, int]) -> float:
    """The same, in grey levels, for an output (h, w) that is longer than `image` along one axis.

    Windows reach along the shrinking axis only.  Along the growing one, algorithms that interpolate and
    those that repeat pixels are up to one pixel apart, so the mean square step between neighbours is added.
    """
    rows, columns = (min(pair) for pair in zip(image.shape[:2], target_shape, strict=True))
    averaged = area_output(image, (rows, columns))
    within = neighbourhood_spread(image, averaged)
    axis = 0 if target_shape[0] > image.shape[0] else 1
    steps = np.diff(averaged.astype(np.float32), axis=axis)
    return math.hypot(within, math.sqrt(float(np.mean(steps**2)))) if steps.size else within


def stands_out(pipeline: Pipeline, distance: float, spread: float, *, mixed: bool = False) -> bool:
    """Whether an output at `distance` from the robust output shows something else than the image does.

    `mixed`: one axis grows, and `spread` is the `mixed_spread`.
    """
    method = pipeline.library, pipeline.algorithm
    corner = method in CORNER_READERS or (mixed and method == ("opencv", "area"))
    corner_ratio = MIXED_CORNER_RATIO if mixed else CORNER_RATIO
    return distance > max(SMALLEST_DISTANCE, (corner_ratio if corner else CENTRED_RATIO) * spread)


def amplified_difference(output: RGB, robust: RGB, gain: float) -> RGB:
    """128 + gain · (output − robust), clipped to uint8: mid grey where both agree."""
    difference = gain * (output.astype(np.float32) - robust.astype(np.float32))
    return np.asarray(np.clip(np.rint(128 + difference), 0, 255), np.uint8)


def _mean_square(pixels: RGB) -> float:
    return float(cv2.norm(pixels, cv2.NORM_L2SQR)) / pixels.size
