"""Signs and photographs to attack with, from a folder that holds GTSRB originals and photographs.

Layout: `gtsrb-sample/Test/*.png` with `gtsrb-sample/Test.csv` (columns Path and ClassId), and photographs
anywhere under `photos/`. Nothing of it is kept.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from core.images import read_evidence
from core.images.arrays import RGB

SIGNS = "gtsrb-sample"
PHOTOS = "photos"
SUFFIXES = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True, eq=False)
class Picture:
    """An image to attack or to leave alone: `kind` "sign" or "photo"; the class of a sign, -1 otherwise."""

    kind: str
    name: str
    pixels: RGB
    class_id: int = -1


def signs(folder: Path) -> list[Picture]:
    """Every test original, in the order of the table."""
    root = folder / SIGNS
    with (root / "Test.csv").open(encoding="utf-8") as file:
        entries = [(row["Path"], int(row["ClassId"])) for row in csv.DictReader(file)]
    return [Picture("sign", name, read_evidence(root / name).pixels, number) for name, number in entries]


def photos(folder: Path) -> list[Picture]:
    """The centre square of every photograph."""
    paths = sorted(path for path in (folder / PHOTOS).rglob("*") if path.suffix.lower() in SUFFIXES)
    return [
        Picture("photo", str(path.relative_to(folder)), _square(read_evidence(path).pixels)) for path in paths
    ]


def at_size(pixels: RGB, shape: tuple[int, int]) -> RGB:
    """`pixels` at `shape` (h, w): averaged where they shrink, cubic where they grow."""
    shrinks = pixels.shape[0] > shape[0] and pixels.shape[1] > shape[1]
    method = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, shape[::-1], interpolation=method), np.uint8)


def _square(pixels: RGB) -> RGB:
    height, width = pixels.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return np.ascontiguousarray(pixels[top : top + side, left : left + side])
