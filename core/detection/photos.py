"""The benign images that calibration and evaluation measure: photographs and what people do to them.

Photographs are split by the hash of their file name, so that no picture that sets a threshold also tests it.
"""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from core.detection.patterns import demosaiced, dithered, meshed, photographed, printed
from core.errors import DatasetError
from core.images.arrays import RGB
from core.images.decoding import read_evidence

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"})
MOST_PIXELS = 1_000_000
"""Larger photographs are cropped, so that a run over hundreds of images ends."""
MOST_VARIANT_PIXELS = 400_000
"""So are enlarged ones."""
ROUNDS = 3
"""How often each variant with chance in it is drawn from a photograph."""

STRIPS = 12
"""Narrow pieces of each photograph."""

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
    return _middle(read_evidence(path).pixels, MOST_PIXELS)


def benign_versions(path: Path, rounds: Iterable[int] = range(ROUNDS)) -> Iterator[tuple[str, RGB]]:
    """Every variant of a photograph as (name, image), those with chance in them once a round.

    A round is the same in every run; only round 0 has the photograph as it is.
    """
    photo = read_photo(path)
    for turn in rounds:
        for variant in VARIANTS if turn == 0 else VARIANTS[1:]:
            name = f"{path.name}/{variant.name}" + (f"/{turn}" if turn else "")
            draw = np.random.default_rng(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big"))
            if draw.random() < variant.share:
                yield variant.name, _middle(variant.edit(photo, draw), MOST_VARIANT_PIXELS)


def benign_strips(path: Path) -> Iterator[RGB]:
    """`STRIPS` narrow pieces of a photograph, as wide as it, some turned, half of them saved as JPEG."""
    photo, name = read_photo(path), f"{path.name}/strips"
    draw = np.random.default_rng(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big"))
    for _ in range(STRIPS):
        height = min(int(draw.integers(4, 33)), photo.shape[0])
        top = int(draw.integers(0, photo.shape[0] - height + 1))
        piece = np.ascontiguousarray(photo[top : top + height])
        piece = _saved(piece, draw) if draw.random() < 0.5 else piece
        yield np.ascontiguousarray(piece.transpose(1, 0, 2)) if draw.random() < 0.3 else piece


def domain_of(path: Path, folder: Path) -> str:
    """What kind of photograph it is: the folder it lies in, under the one that holds all kinds."""
    inside = path.relative_to(folder).parts
    return inside[0] if len(inside) > 1 else folder.name


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


def _middle(image: RGB, most: int) -> RGB:
    """The middle of an image, at most so many pixels of it, its proportions kept."""
    height, width = image.shape[:2]
    keep = min(1.0, (most / (height * width)) ** 0.5)
    down, across = round(height * keep), round(width * keep)
    top, left = (height - down) // 2, (width - across) // 2
    return np.ascontiguousarray(image[top : top + down, left : left + across])


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


def _saved(image: RGB, draw: Draw) -> RGB:
    """As JPEG of some quality."""
    return recompressed(np.ascontiguousarray(image), "JPEG", int(draw.integers(60, 96)))


def _scanned(image: RGB, draw: Draw) -> RGB:
    """Printed, and scanned at a resolution that does not fit the dots."""
    dots = printed(cropped(image, draw, 0.6), draw)
    return _saved(resized(dots, draw.uniform(0.4, 1.2), cv2.INTER_AREA), draw)


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
    Variant("blocky, JPEG", lambda image, draw: _saved(_blocky(image, draw), draw), 0.5),
    Variant("dithered", lambda image, draw: dithered(cropped(image, draw, 0.7), draw), 0.2),
    Variant("printed", lambda image, draw: printed(cropped(image, draw, 0.7), draw), 0.2),
    Variant("printed, scanned", _scanned, 0.2),
    Variant(
        "off a screen", lambda image, draw: _saved(photographed(cropped(image, draw, 0.6), draw), draw), 0.3
    ),
    Variant("behind a mesh", lambda image, draw: _saved(meshed(cropped(image, draw, 0.7), draw), draw), 0.2),
    Variant("demosaiced", lambda image, draw: demosaiced(cropped(image, draw), draw), 0.2),
)
