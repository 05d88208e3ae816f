"""The benign images that calibration and evaluation measure: photographs and what people do to them.

Photographs are split by the hash of their file name, so that no picture that sets a threshold also tests it.
"""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from core.errors import DatasetError
from core.images.arrays import RGB
from core.images.decoding import read_evidence

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"})
MOST_PIXELS = 1_000_000
"""Larger photographs are cropped, so that a run over hundreds of images ends."""

Draw = np.random.Generator
Edit = Callable[[RGB, Draw], RGB]


@dataclass(frozen=True)
class Variant:
    """Something that happens to benign images; `share` is the share of photographs it is tried on."""

    name: str
    edit: Edit
    share: float = 1.0


def photo_paths(folder: Path, *, calibration: bool) -> tuple[Path, ...]:
    """The photographs under a folder that calibrate, or those that test. Raises `DatasetError` for none."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    chosen = tuple(path for path in paths if _calibrates(path) == calibration)
    if not chosen:
        raise DatasetError(f"There are no photographs in {folder}; give a folder with JPEG or PNG files.")
    return chosen


def read_photo(path: Path) -> RGB:
    """A photograph; of a large one a piece from its middle."""
    pixels = read_evidence(path).pixels
    height, width = pixels.shape[:2]
    keep = min(1.0, (MOST_PIXELS / (height * width)) ** 0.5)
    down, across = round(height * keep), round(width * keep)
    top, left = (height - down) // 2, (width - across) // 2
    return np.ascontiguousarray(pixels[top : top + down, left : left + across])


def benign_versions(path: Path) -> Iterator[tuple[str, RGB]]:
    """Every variant of a photograph as (name, image), the same in every run."""
    photo = read_photo(path)
    for variant in VARIANTS:
        seed = int.from_bytes(hashlib.sha256(f"{path.name}/{variant.name}".encode()).digest()[:8], "big")
        draw = np.random.default_rng(seed)
        if draw.random() < variant.share:
            yield variant.name, np.ascontiguousarray(variant.edit(photo, draw))


def recompressed(image: RGB, kind: str, quality: int) -> RGB:
    """The image after a round through JPEG or WebP, as Pillow writes them."""
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, kind, quality=quality)
    return np.asarray(Image.open(buffer).convert("RGB"))


def resized(image: RGB, factor: float, interpolation: int) -> RGB:
    """The image enlarged or shrunk by a factor."""
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=interpolation), np.uint8)


def cropped(image: RGB, draw: Draw, share: float = 0.8) -> RGB:
    """A random piece, `share` of each side, at any offset."""
    height, width = (round(side * share) for side in image.shape[:2])
    top, left = (int(draw.integers(0, n - m + 1)) for n, m in zip(image.shape, (height, width), strict=False))
    return image[top : top + height, left : left + width]


def _calibrates(path: Path) -> bool:
    return hashlib.sha256(path.name.encode()).digest()[0] % 2 == 0


def _enlarged(image: RGB, draw: Draw) -> RGB:
    kinds = (cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_LANCZOS4)
    return resized(cropped(image, draw, 0.6), draw.uniform(1.1, 2.5), int(draw.choice(kinds)))


def _blocky(image: RGB, draw: Draw) -> RGB:
    return resized(cropped(image, draw, 0.4), draw.uniform(2, 5), cv2.INTER_NEAREST)


def _shrunk(image: RGB, draw: Draw) -> RGB:
    kinds = (cv2.INTER_AREA, cv2.INTER_LINEAR, cv2.INTER_CUBIC)
    return resized(image, draw.uniform(0.4, 0.9), int(draw.choice(kinds)))


def _sharpened(image: RGB, draw: Draw) -> RGB:
    blurred = cv2.GaussianBlur(image, (0, 0), draw.uniform(0.8, 2))
    return np.asarray(cv2.addWeighted(image, 2, blurred, -1, 0), np.uint8)


def _noisy(image: RGB, draw: Draw) -> RGB:
    noise = draw.normal(0, draw.uniform(2, 15), image.shape)
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def _screened(image: RGB, draw: Draw) -> RGB:
    """Newspaper-like: thresholded against a tiled 4×4 pattern (Bayer 1973)."""
    bayer = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) * 16 + 8
    piece = cropped(image, draw, 0.7)
    height, width = piece.shape[:2]
    tiled = np.tile(bayer, (height // 4 + 1, width // 4 + 1))[:height, :width, None]
    return np.where(piece > tiled, 255, 0).astype(np.uint8)


VARIANTS: tuple[Variant, ...] = (
    Variant("as it is", lambda image, _: image),
    Variant("crop", cropped),
    Variant("small crop", lambda image, draw: cropped(image, draw, 0.4)),
    Variant("JPEG", lambda image, draw: recompressed(image, "JPEG", int(draw.integers(40, 96)))),
    Variant(
        "crop, JPEG",
        lambda image, draw: recompressed(cropped(image, draw), "JPEG", int(draw.integers(40, 96))),
    ),
    Variant("WebP", lambda image, draw: recompressed(image, "WEBP", int(draw.integers(50, 96)))),
    Variant("enlarged", _enlarged),
    Variant("enlarged, JPEG", lambda image, draw: recompressed(_enlarged(image, draw), "JPEG", 85)),
    Variant("blocky", _blocky),
    Variant("shrunk", _shrunk),
    Variant("shrunk, JPEG", lambda image, draw: recompressed(_shrunk(image, draw), "JPEG", 85)),
    Variant("sharpened", _sharpened),
    Variant("noisy", _noisy),
    Variant("screened", _screened, 0.1),
)
