"""One channel apart from the others: where a payload in one channel alone shows.

Texture of a photograph is about the same in all channels, a text written into one of them is not. So of each
pixel's three deviations the middle one is taken off all three: what remains is one channel's own, and far
less than the texture that drowns a few strokes.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.arrays import RGB
from core.progress import Progress, no_progress
from core.spectrum.envelope import Levels, Texture, bands, levelled


class ChannelTexture(Texture):
    """A texture that knows what each channel has of its own: its envelope and deviations are of that."""

    def _deviating(self, image: RGB, median: RGB) -> Levels:
        """Deviations less the middle one of each pixel's three."""
        every = super()._deviating(image, median)
        red, green, blue = every[..., 0], every[..., 1], every[..., 2]
        middle = np.maximum(np.minimum(red, green), np.minimum(np.maximum(red, green), blue))
        return every - middle[..., None]


def channels_apart(texture: Texture, *, progress: Progress = no_progress) -> ChannelTexture:
    """The same image, to be searched for what one channel has and the others have not."""
    height, width = texture.shape
    levels = np.empty((height, width), np.float32)
    for rows, around, inner in bands((height, width)):
        progress(rows.start / height, "Separating channels")
        levels[rows] = levelled(_farthest(texture.image[around], texture.median[around]))[inner]
    return ChannelTexture(texture.image, texture.median, levels)


def _farthest(image: RGB, median: RGB) -> NDArray[np.uint8]:
    """How far the channel that is farthest from the middle one is from it, grey levels up to 255."""
    red, green, blue = cv2.split(cv2.subtract(image, median, dtype=cv2.CV_16S))
    low, high = cv2.min(red, green), cv2.max(red, green)
    middle = cv2.max(low, cv2.min(high, blue))
    low, high = cv2.min(low, blue), cv2.max(high, blue)
    farthest = cv2.max(cv2.subtract(high, middle), cv2.subtract(middle, low))
    return np.asarray(cv2.convertScaleAbs(farthest), np.uint8)
