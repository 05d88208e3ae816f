"""Writing JPEG files, and what comes back out of them: pixels that are only nearly the same.

An attack image lives in single pixel values; whoever saves one as JPEG should know what is left of it.
OpenCV encodes and decodes because it lets go of the interpreter meanwhile, also for large images.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import SaveError
from core.images.arrays import RGB, as_rgb
from core.images.files import printable, write_file

LOSSY_SUFFIXES = (".jpg", ".jpeg", ".jfif")
LARGEST_SIDE = 65_500
"""Pixels per side that the JPEG library takes."""


def is_lossy(path: Path) -> bool:
    """Whether the suffix of `path` names a lossy format that we can write."""
    return path.suffix.lower() in LOSSY_SUFFIXES


def encode_jpeg(pixels: NDArray[Any], quality: int) -> bytes:
    """(H, W, 3) uint8 `pixels` as a JPEG file; `quality` 1 to 100 as libjpeg counts it.

    Chroma is stored at half the resolution, as most encoders do below their best quality.
    Raises `SaveError` for a quality out of range and for more pixels than a JPEG file holds.
    """
    if not 1 <= quality <= 100:
        raise SaveError(f"A JPEG quality of {quality} does not exist; choose one from 1 to 100.")
    image = as_rgb(pixels)
    height, width = image.shape[:2]
    if max(height, width) > LARGEST_SIDE:
        raise SaveError(
            f"{width}×{height} pixels do not fit into a JPEG file, which holds {LARGEST_SIDE} per side; "
            "save it as .png."
        )
    _, data = cv2.imencode(
        ".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality]
    )
    return data.tobytes()


def decode_jpeg(data: bytes) -> RGB:
    """The (H, W, 3) uint8 pixels of a file made by `encode_jpeg`."""
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise ValueError("these bytes are no JPEG file")
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8)


def save_jpeg(data: bytes, path: Path, *, protect: Iterable[Path] = ()) -> None:
    """Write a file made by `encode_jpeg` to `path`, whose suffix must say that it is one.

    `protect` names evidence files that must not be overwritten. Raises `SaveError`.
    """
    if not is_lossy(path):
        raise SaveError(
            f"{printable(path.name)} would hold a JPEG under another name; use {', '.join(LOSSY_SUFFIXES)}."
        )
    write_file(path, data, protect=protect)
