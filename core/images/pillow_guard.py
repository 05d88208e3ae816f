"""Pillow's process-wide switches, turned for one decode at a time.

Pillow's bomb limit is a module variable and its complaints are Python warnings; both belong to the
whole process. While one image is decoded under the lock, the limit is off (ours applies, and it can
be lifted per call) and Pillow's warnings are collected instead of printed.
"""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import PIL
from PIL import Image

from core.errors import ImageTooLargeError

MAX_PIXELS = 89_478_485
"""Pillow's own default limit: a quarter of a GiB as RGB."""

_lock = threading.Lock()
_pillow_folder = Path(PIL.__file__).parent.name
"""Its name alone: an installer's frozen modules know no more of where they were than "PIL/Image.py"."""


@contextmanager
def pillow_alone() -> Iterator[list[str]]:
    """Hold Pillow exclusively, without its bomb limit; the yielded list has its warnings at the end."""
    complaints: list[str] = []
    with _lock, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
        try:
            yield complaints
        finally:
            Image.MAX_IMAGE_PIXELS = limit
            texts = [str(w.message) for w in caught if Path(w.filename).parent.name == _pillow_folder]
            complaints.extend(dict.fromkeys(texts))


def check_pixel_count(size: tuple[int, int], name: str, *, allow_huge: bool) -> None:
    """Raise `ImageTooLargeError` when (width, height) exceeds `MAX_PIXELS`, unless `allow_huge`."""
    width, height = size
    if width * height > MAX_PIXELS and not allow_huge:
        raise ImageTooLargeError(
            f"{name} unpacks to {width}×{height} pixels ({width * height * 3 / 2**30:.1f} GiB), above the "
            f"safe limit of {MAX_PIXELS / 1e6:.0f} megapixels; allow huge images to decode it anyway."
        )
