"""Photographs that come with scikit-image, so that tests need no files of their own."""

from pathlib import Path

import numpy as np
import skimage
from PIL import Image

from core.images.arrays import RGB


def picture_path(name: str) -> Path:
    """The file of a bundled picture, "astronaut.png" for one."""
    return Path(skimage.__file__).parent / "data" / name


def picture(name: str) -> RGB:
    """A bundled picture as a read-only (H, W, 3) uint8 array."""
    with Image.open(picture_path(name)) as image:
        pixels = np.array(image.convert("RGB"))
    pixels.flags.writeable = False
    return pixels
