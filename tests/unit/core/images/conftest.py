"""Small pictures made up for the tests of decoding."""

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core.images import RGB


@pytest.fixture
def picture() -> RGB:
    """A 24×32 RGB picture whose corners and channels all differ."""
    rows, columns = np.mgrid[0:24, 0:32]
    return np.dstack([rows * 10, columns * 8, 255 - rows * 5 - columns * 4]).astype(np.uint8)


@pytest.fixture
def encode() -> Callable[..., bytes]:
    """encode(image, format, **options): the bytes of a file that Pillow writes."""

    def encode_image(image: Image.Image, format_name: str, **options: Any) -> bytes:
        buffer = io.BytesIO()
        image.save(buffer, format_name, **options)
        return buffer.getvalue()

    return encode_image
