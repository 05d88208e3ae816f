"""Small pictures as they look after a selective filter went over the large ones, without the large ones."""

from collections.abc import Sequence

import cv2
import numpy as np

from core.images.arrays import RGB


def scattered(image: RGB, furthest: float, rng: np.random.Generator) -> RGB:
    """Each pixel of `image` (H, W, 3) the mean of one or four from random places around it.

    So the selective random filter (seed paper, appendix B) looks to the classifier: every pixel that the
    scaling reads comes from a window of one pixel of the scaled image to each side; nearest reads one of
    them, bilinear four. `furthest`, in pixels, is the most that a place is away along rows or columns.
    """
    height, width = image.shape[:2]
    draws, reach = (1, 4)[rng.integers(2)], rng.uniform(0.3 * furthest, furthest)
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    total = np.zeros(image.shape, np.float32)
    for _ in range(draws):
        down, right = rng.uniform(-reach, reach, (2, height, width)).astype(np.float32)
        border = cv2.BORDER_REPLICATE
        total += cv2.remap(image, columns + right, rows + down, cv2.INTER_LINEAR, borderMode=border)
    return np.asarray(np.rint(total / draws), np.uint8)


def medians(image: RGB, resamplers: Sequence[int], rng: np.random.Generator) -> RGB:
    """Each pixel of `image` (H, W, 3) the median of its surroundings, scaled down by one of `resamplers`.

    So the selective median filter (seed paper, section 4.3) looks to the classifier. `resamplers` are
    OpenCV's interpolation flags.
    """
    height, width = image.shape[:2]
    large = cv2.resize(image, (2 * width, 2 * height), interpolation=cv2.INTER_CUBIC)
    smooth = cv2.medianBlur(large, (3, 5)[rng.integers(2)])
    method = resamplers[int(rng.integers(len(resamplers)))]
    return np.asarray(cv2.resize(smooth, (width, height), interpolation=method), np.uint8)
