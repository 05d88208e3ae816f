"""Saving results without losing a bit: an attack or a sanitized image is only worth its exact pixels."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from numpy.typing import NDArray
from PIL import Image

from core.errors import SaveError
from core.images.arrays import RGB, as_rgb
from core.images.files import printable, write_file

LOSSLESS_SUFFIXES: dict[str, tuple[str, dict[str, Any]]] = {
    ".png": ("PNG", {"compress_level": 6}),
    ".bmp": ("BMP", {}),
    ".tif": ("TIFF", {"compression": "tiff_adobe_deflate"}),
    ".tiff": ("TIFF", {"compression": "tiff_adobe_deflate"}),
    ".webp": ("WEBP", {"lossless": True, "exact": True}),
    ".ppm": ("PPM", {}),
}
"""File suffix → (Pillow format, save options); each gives back the same pixels."""


def save_lossless(pixels: NDArray[Any], path: Path, *, protect: Iterable[Path] = ()) -> None:
    """Write (H, W, 3) uint8 `pixels` to `path` in the lossless format its suffix names.

    `protect` names evidence files that must not be overwritten. Raises `SaveError` for a suffix
    outside `LOSSLESS_SUFFIXES`, for a protected path and when the file can not be written.
    """
    check_lossless(path)
    write_file(path, encode_lossless(as_rgb(pixels), path.suffix.lower()), protect=protect)


def check_lossless(path: Path) -> None:
    """Raise `SaveError` unless the suffix of `path` names a lossless format."""
    if path.suffix.lower() not in LOSSLESS_SUFFIXES:
        suffix = f"a {path.suffix} file" if path.suffix else "a file without a suffix"
        raise SaveError(
            f"{printable(path.name)} can not be saved because {suffix} would not keep every pixel; "
            f"use {', '.join(LOSSLESS_SUFFIXES)}."
        )


def encode_lossless(pixels: RGB, suffix: str = ".png") -> bytes:
    """A file of (H, W, 3) uint8 `pixels`, as bytes; `suffix` is a key of `LOSSLESS_SUFFIXES`."""
    format_name, options = LOSSLESS_SUFFIXES[suffix]
    buffer = io.BytesIO()
    try:
        Image.fromarray(pixels).save(buffer, format_name, **options)
    except (OSError, ValueError) as error:  # WebP holds 16383 pixels per side, no more
        height, width = pixels.shape[:2]
        raise SaveError(
            f"{width}×{height} pixels do not fit into a {suffix} file ({error}); save it as .png."
        ) from error
    return buffer.getvalue()
