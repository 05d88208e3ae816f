"""TIFFs that Pillow does not open: colour in floating point, 64-bit floats. OpenCV reads them."""

import io

import cv2
import numpy as np
from PIL import TiffImagePlugin

from core.errors import UnreadableImageError
from core.images.conversion import Converted, convert_float
from core.images.pillow_guard import check_pixel_count

_WIDTH, _HEIGHT, _SAMPLES, _PLANAR = 256, 257, 277, 284


def decode_wide_tiff(data: bytes, name: str, *, allow_huge: bool) -> Converted:
    """The first picture of the TIFF file `data`.

    Raises `ImageTooLargeError` above the bomb limit unless `allow_huge`, `UnreadableImageError` when
    OpenCV can not decode it either or its planes are stored apart.
    """
    tags = _first_directory(data)
    check_pixel_count((int(tags[_WIDTH]), int(tags[_HEIGHT])), name, allow_huge=allow_huge)
    apart = tags.get(_PLANAR, 1) == 2 and tags.get(_SAMPLES, 1) > 1
    samples = None if apart else _quietly_decode(data)
    if samples is None:
        raise UnreadableImageError(
            f"{name} is a TIFF of a rare kind or damaged, and can not be decoded; save it as 16-bit PNG."
        )
    kind = {"f": "float"}.get(samples.dtype.kind, "integer")
    colour = "grey" if samples.ndim == 2 else "RGB"
    mode = f"{colour} {samples.dtype.itemsize * 8}-bit {kind}"
    # OpenCV orders channels blue, green, red.
    return convert_float((samples if samples.ndim == 2 else samples[..., 2::-1]).astype(np.float64), mode)


def _first_directory(data: bytes) -> TiffImagePlugin.ImageFileDirectory_v2:
    file = io.BytesIO(data)
    directory = TiffImagePlugin.ImageFileDirectory_v2(file.read(16 if data[2:3] in b"+\0" else 8))
    file.seek(directory.next)
    directory.load(file)
    return directory


def _quietly_decode(data: bytes) -> np.ndarray | None:
    level = cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    try:
        return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error:
        return None
    finally:
        cv2.utils.logging.setLogLevel(level)
