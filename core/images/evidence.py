"""One loaded image with its provenance."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from core.errors import ImageTooSmallError
from core.images.arrays import RGB, Shape, as_rgb


@dataclass(frozen=True, eq=False)
class Evidence:
    """An image as the libraries of a victim would read it, and everything known about its file.

    Two `Evidence` objects are equal only when they are the same object: one file opened twice is
    two pieces of evidence.
    """

    pixels: RGB
    """(H, W, 3) uint8, read-only; EXIF orientation applied, alpha dropped as OpenCV, Pillow and
    TensorFlow drop it."""
    name: str
    path: Path | None
    sha256: str
    """Lower-case hex digest of the file's bytes, or of the raw pixel bytes when there is no file."""
    md5: str
    byte_count: int
    format: str
    """"PNG", "JPEG", … by content, never by name; "pixels" when pasted or made."""
    mode: str
    """How the samples are stored: "RGB 8-bit", "grey 16-bit", "palette", "CMYK 8-bit", …"""
    notes: tuple[str, ...] = ()
    """One sentence for each conversion, and for anything odd about the file."""
    exif: tuple[tuple[str, str], ...] = ()
    """Metadata as (tag name, printable value), in the file's order."""
    pictures: int = 1
    """Pictures in the file: frames, pages. `pixels` is the first."""

    @property
    def shape(self) -> Shape:
        """(height, width) in pixels."""
        return int(self.pixels.shape[0]), int(self.pixels.shape[1])


def evidence_from_pixels(pixels: NDArray[Any], name: str) -> Evidence:
    """Evidence without a file: a pasted picture or a result of our own.

    `pixels` is (H, W, 3) uint8 and is copied. Raises `ValueError` for another shape or type and
    `ImageTooSmallError` for an image without a pixel.
    """
    owned = frozen_copy(as_rgb(pixels), name)
    data = owned.tobytes()
    note = "There is no file: the hashes are those of the raw pixel bytes (row by row, R, G, B)."
    return Evidence(owned, name, None, *digests(data), len(data), "pixels", "RGB 8-bit", (note,))


def frozen_copy(pixels: RGB, name: str) -> RGB:
    """A read-only copy of `pixels`; raises `ImageTooSmallError` where there are none."""
    height, width = pixels.shape[:2]
    if not pixels.size:
        raise ImageTooSmallError(
            f"{name} is {width}×{height} pixels, which is no image; open one of at least one pixel."
        )
    owned = pixels.copy()
    owned.setflags(write=False)
    return owned


def digests(data: bytes) -> tuple[str, str]:
    """(SHA-256, MD5) of `data` as lower-case hex."""
    return hashlib.sha256(data).hexdigest(), hashlib.md5(data, usedforsecurity=False).hexdigest()
