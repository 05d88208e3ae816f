"""Files of GTSRB at their own size, in the two layouts people unpack."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import cv2
import numpy as np

from core.errors import DatasetError
from core.images.arrays import RGB

Part = Literal["train", "test"]
IMAGE_SUFFIXES = frozenset({".png", ".ppm", ".jpg", ".jpeg", ".bmp", ".webp"})
OFFICIAL_TABLE = "GT-final_test.csv"


@dataclass(frozen=True)
class Original:
    """One image file, its class and its track, -1 where tracks are not published."""

    file: Path
    label: int
    track: int


def find_originals(folder: Path, part: Part) -> list[Original] | None:
    """The files of a part of GTSRB in `folder`, in order; None when it has neither layout.

    Region columns (Roi.X1 …) of the tables are not used: a victim's pipeline scales whole images.
    `DatasetError` when a folder or table is missing or broken.
    """
    if (folder / "Train").is_dir() or (folder / "Test.csv").is_file():
        return _usual(folder, part)
    parts = ("Final_Training", "Final_Test")
    for root in (folder, folder / "GTSRB"):
        if any((root / name).is_dir() for name in parts):
            return _official(root, part)
    return None


def _usual(folder: Path, part: Part) -> list[Original]:
    """`Train/CLASS/*_TRACK_FRAME.png`, `Test.csv` with ClassId and Path."""
    if part == "train":
        return _by_class(folder / "Train")
    return _listed(folder / "Test.csv", "Path", folder)


def _official(root: Path, part: Part) -> list[Original]:
    """As the benchmark's own archives unpack.

    `Final_Training/Images/CLASS/TRACK_FRAME.ppm`; `Final_Test/Images/*.ppm`, whose labels come in an archive
    of their own: beside the images or in a folder above.
    """
    if part == "train":
        return _by_class(root / "Final_Training" / "Images")
    images = root / "Final_Test" / "Images"
    places = [place / OFFICIAL_TABLE for place in (images, images.parent, root, root.parent)]
    table = next((place for place in places if place.is_file()), places[0])
    return _listed(table, "Filename", images)


def _listed(table: Path, column: str, home: Path) -> list[Original]:
    rows = table_rows(table, column)
    labels = labels_of(rows, table)
    return [Original(home / row[column], label, -1) for row, label in zip(rows, labels, strict=True)]


def _by_class(folder: Path) -> list[Original]:
    """One folder per class, files named by track and frame."""
    files = [file for directory in _class_folders(folder) for file in image_files(directory)]
    return [Original(file, int(file.parent.name), numbers_in(file)[-2]) for file in files]


def decoded(file: Path) -> RGB:
    """The image in a file, (H, W, 3) RGB uint8. `DatasetError` when it can not be read or decoded."""
    try:
        # cv2.imread can not open paths outside the code page on Windows.
        data = np.frombuffer(file.read_bytes(), np.uint8)
        pixels = cv2.imdecode(data, cv2.IMREAD_COLOR_RGB) if data.size else None
    except OSError as error:
        raise DatasetError(f"{file} can not be read: {error.strerror}; unpack the data again.") from error
    if pixels is None:
        raise DatasetError(f"{file} is not an image that can be decoded; unpack the data again.")
    return np.asarray(pixels, np.uint8)


def image_files(folder: Path) -> list[Path]:
    """The images in a folder, sorted by name. `DatasetError` when there is no such folder."""
    if not folder.is_dir():
        raise DatasetError(f"The folder {folder} is missing; name the folder that GTSRB was unpacked into.")
    return sorted(file for file in folder.iterdir() if file.suffix.lower() in IMAGE_SUFFIXES)


def _class_folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise DatasetError(f"The folder {folder} is missing; name the folder that GTSRB was unpacked into.")
    return sorted((entry for entry in folder.iterdir() if entry.name.isdecimal()), key=lambda d: int(d.name))


def numbers_in(file: Path) -> list[int]:
    """The numbers in a file name, at least two: class and track, or (class,) track and frame."""
    parts = file.stem.split("_")
    if len(parts) < 2 or not all(part.isdecimal() for part in parts):
        raise DatasetError(f"{file} is not named by its track, as 00014_00023_00007.png; keep GTSRB's names.")
    return [int(part) for part in parts]


def table_rows(file: Path, name_column: str) -> list[dict[str, str]]:
    """The rows of a table with a ClassId and the column given; the benchmark's own has semicolons."""
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"The table {file} can not be read ({error}); unpack the data again.") from error
    separator = ";" if ";" in text.partition("\n")[0] else ","
    rows = list(csv.DictReader(text.splitlines(), delimiter=separator))
    if not rows or not {"ClassId", name_column} <= set(rows[0]):
        raise DatasetError(f"{file} has no rows with ClassId and {name_column}; unpack the data again.")
    return rows


def labels_of(rows: list[dict[str, str]], file: Path) -> list[int]:
    try:
        return [int(row["ClassId"]) for row in rows]
    except (ValueError, TypeError) as error:
        raise DatasetError(f"{file} has a ClassId that is not a number; unpack the data again.") from error
