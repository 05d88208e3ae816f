"""The envelope: how much each pixel stands out from its neighbours, sign dropped, texture levelled.

A scaling attack changes pixels on a lattice, up or down as its hidden picture demands. The signs cancel
the lattice in the spectrum of the image; the envelope has none and keeps it.
"""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.arrays import RGB, Shape

NEIGHBOURHOOD = 15
"""Side in pixels of the square whose mean deviation levels the envelope."""
CLIP = 12.0
"""Largest envelope value. Lets one sampled pixel among hundreds be heard, but no single edge dominate."""
NOISE_FLOOR = 0.5
"""Grey levels added to the local mean, so that flat regions do not turn rounding into signal."""


@dataclass(frozen=True, eq=False)
class Texture:
    """An image split into its 3×3 median and what deviates from it; made once, used by every search.

    `image` and `median` are (H, W, 3) uint8, `deviation` = image − median is (H, W, 3) int16.
    """

    image: RGB
    median: RGB
    deviation: NDArray[np.int16]

    @property
    def shape(self) -> Shape:
        """(height, width) in pixels."""
        return self.image.shape[0], self.image.shape[1]

    @cached_property
    def envelope(self) -> NDArray[np.float32]:
        """|I − median₃ₓ₃(I)|, maximum over channels, divided by its local mean and clipped, (H, W) float32.

        The maximum keeps a payload that lives in one channel.
        """
        red, green, blue = cv2.split(cv2.absdiff(self.image, self.median))
        deviation = cv2.max(cv2.max(red, green), blue)
        side = (NEIGHBOURHOOD, NEIGHBOURHOOD)
        level = cv2.boxFilter(deviation, cv2.CV_32F, side, borderType=cv2.BORDER_REFLECT)
        floored = np.asarray(level, np.float32) + np.float32(NOISE_FLOOR)
        levelled = np.asarray(cv2.divide(deviation, floored, dtype=cv2.CV_32F), np.float32)
        return np.minimum(levelled, np.float32(CLIP), out=levelled)


def texture_of(image: RGB) -> Texture:
    """Split an RGB image. Sampled pixels are a minority in the 3×3 median from β = 2 on."""
    pixels = np.ascontiguousarray(image)
    median = np.asarray(cv2.medianBlur(pixels, 3), np.uint8)
    deviation = np.asarray(cv2.subtract(pixels, median, dtype=cv2.CV_16S), np.int16)
    return Texture(pixels, median, deviation)


def envelope(image: RGB) -> NDArray[np.float32]:
    """Envelope of an RGB image, (H, W) float32 in 0..`CLIP`, about 1 on average."""
    return texture_of(image).envelope
