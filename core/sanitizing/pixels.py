"""Pixels as single items of three bytes, which numpy puts in place several times quicker than triples."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

CHANNELS = 3
PIXEL = np.dtype((np.void, CHANNELS))


def as_pixels(image: NDArray[np.uint8]) -> NDArray[Any]:
    """A view (…) of `image` (…, 3) uint8, contiguous in its last axis at least."""
    return image.view(PIXEL)[..., 0]
