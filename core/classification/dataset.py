"""GTSRB on disk, in the layouts people have, read into one form."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from core.classification.labels import CLASS_COUNT
from core.classification.signs import SIDE, SignSet
from core.errors import DatasetError
from core.progress import Progress, no_progress
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize

Part = Literal["train", "test"]
Frames = NDArray[np.uint8]
T = TypeVar("T")

IMAGE_SUFFIXES = frozenset({".png", ".ppm", ".jpg", ".jpeg", ".bmp", ".webp"})
# Eight frames of this (class, track) are in the official test set, too.
LEAKING_TRACK = (14, 23)
# The packed layout was scaled like this; the other layout has to match it.
_SCALING = Pipeline("opencv", "bilinear", (SIDE, SIDE))


def read_signs(folder: Path, part: Part, progress: Progress = no_progress) -> SignSet:
    """The train or test part of GTSRB in `folder`, whichever layout it has.

    The train part comes without the track that leaks into the test set. `DatasetError` when the folder has
    no known layout, an image or table is missing or broken, or the part is empty.
    """
    if (folder / "test_labels.csv").is_file():
        signs = read_packed(folder, part, progress)
    elif (folder / "Train").is_dir() or (folder / "Test.csv").is_file():
        signs = read_folders(folder, part, progress)
    elif (official := official_root(folder)) is not None:
        signs = read_official(official, part, progress)
    else:
        raise DatasetError(
            f"{folder} holds no GTSRB data: there is neither test_labels.csv with train/ and test/, nor "
            "Test.csv with Train/, nor GTSRB/Final_Training in it; name the folder that contains them."
        )
    leaks = (signs.labels == LEAKING_TRACK[0]) & (signs.tracks == LEAKING_TRACK[1])
    return signs.where(~leaks)


def read_packed(folder: Path, part: Part, progress: Progress = no_progress) -> SignSet:
    """GTSRB at 32×32 in strips, frames stacked: one file per train track, one per 100 test images.

    `train/CC_TTTTT.webp` is track TTTTT of class CC; the files in `test` follow the order of
    `test_labels.csv` (columns ClassId, Path).
    """
    files = _image_files(folder / part)
    strips = [_frames(file) for file in _counted(files, progress)]
    if part == "test":
        table = folder / "test_labels.csv"
        return _sign_set(strips, _labels(_table(table, "Path"), table))
    names = [_numbers(file) for file, strip in zip(files, strips, strict=True) for _ in strip]
    return _sign_set(strips, [name[0] for name in names], [name[1] for name in names])


def read_folders(folder: Path, part: Part, progress: Progress = no_progress) -> SignSet:
    """GTSRB as it is usually unpacked: `Train/CLASS/*_TRACK_FRAME.png`, `Test.csv` with ClassId and Path.

    Images have any size and are scaled whole to 32×32 by OpenCV bilinear, like the packed layout. Region
    columns (Roi.X1 …) may be there or not and are not used: a victim's pipeline scales whole images.
    """
    if part == "test":
        rows = _table(folder / "Test.csv", "Path")
        images = [_scaled(folder / row["Path"]) for row in _counted(rows, progress)]
        return _sign_set(images, _labels(rows, folder / "Test.csv"))
    return _read_classes(folder / "Train", progress)


def official_root(folder: Path) -> Path | None:
    """The folder that holds `Final_Training` or `Final_Test`: `folder`, or `GTSRB` in it, or none."""
    parts = ("Final_Training", "Final_Test")
    roots = [root for root in (folder, folder / "GTSRB") if any((root / part).is_dir() for part in parts)]
    return roots[0] if roots else None


def read_official(root: Path, part: Part, progress: Progress = no_progress) -> SignSet:
    """GTSRB as the benchmark's own archives unpack, scaled like `read_folders`.

    `Final_Training/Images/CLASS/TRACK_FRAME.ppm`; `Final_Test/Images/*.ppm` with the labels of
    `GT-final_test.csv`, which comes in an archive of its own: beside the images or in a folder above.
    """
    if part == "train":
        return _read_classes(root / "Final_Training" / "Images", progress)
    images = root / "Final_Test" / "Images"
    table = next(
        (found for place in (images, root / "Final_Test", root, root.parent)
         if (found := place / "GT-final_test.csv").is_file()),
        images / "GT-final_test.csv",
    )  # fmt: skip
    rows = _table(table, "Filename")
    scaled = [_scaled(images / row["Filename"]) for row in _counted(rows, progress)]
    return _sign_set(scaled, _labels(rows, table))


def _read_classes(folder: Path, progress: Progress) -> SignSet:
    """One folder per class, files named by track and frame."""
    files = [file for directory in _class_folders(folder) for file in _image_files(directory)]
    images = [_scaled(file) for file in _counted(files, progress)]
    return _sign_set(images, [int(f.parent.name) for f in files], [_numbers(f)[-2] for f in files])


def _sign_set(strips: list[Frames], labels: Sequence[int], tracks: Sequence[int] | None = None) -> SignSet:
    """The set of all frames in `strips`, checked to have one label each."""
    count = sum(len(strip) for strip in strips)
    if count == 0 or count != len(labels) or not set(labels) <= set(range(CLASS_COUNT)):
        raise DatasetError(
            f"The GTSRB data does not fit together: {count} images and {len(labels)} labels were found, and "
            f"classes have to be 0 to {CLASS_COUNT - 1}; unpack the data again."
        )
    numbers = np.full(count, -1) if tracks is None else np.asarray(tracks)
    return SignSet(np.concatenate(strips), np.asarray(labels, np.int64), numbers.astype(np.int64))


def _decoded(file: Path) -> Frames:
    try:
        # cv2.imread can not open paths outside the code page on Windows.
        data = np.frombuffer(file.read_bytes(), np.uint8)
        pixels = cv2.imdecode(data, cv2.IMREAD_COLOR_RGB) if data.size else None
    except OSError as error:
        raise DatasetError(f"{file} can not be read: {error.strerror}; unpack the data again.") from error
    if pixels is None:
        raise DatasetError(f"{file} is not an image that can be decoded; unpack the data again.")
    return np.asarray(pixels, np.uint8)


def _frames(file: Path) -> Frames:
    """The 32×32 frames stacked in a strip, (N, 32, 32, 3)."""
    strip = _decoded(file)
    if strip.shape[1] != SIDE or strip.shape[0] % SIDE:
        height, width = strip.shape[:2]
        raise DatasetError(
            f"{file} is {width}×{height}, not a strip of {SIDE}×{SIDE} frames; use other data."
        )
    return strip.reshape(-1, SIDE, SIDE, 3)


def _scaled(file: Path) -> Frames:
    return real_resize(_decoded(file), _SCALING)[np.newaxis]


def _image_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise DatasetError(f"The folder {folder} is missing; name the folder that GTSRB was unpacked into.")
    return sorted(file for file in folder.iterdir() if file.suffix.lower() in IMAGE_SUFFIXES)


def _class_folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise DatasetError(f"The folder {folder} is missing; name the folder that GTSRB was unpacked into.")
    return sorted((entry for entry in folder.iterdir() if entry.name.isdecimal()), key=lambda d: int(d.name))


def _numbers(file: Path) -> list[int]:
    """The numbers in a file name, at least two: class and track, or (class,) track and frame."""
    parts = file.stem.split("_")
    if len(parts) < 2 or not all(part.isdecimal() for part in parts):
        raise DatasetError(f"{file} is not named by its track, as 00014_00023_00007.png; keep GTSRB's names.")
    return [int(part) for part in parts]


def _table(file: Path, name_column: str) -> list[dict[str, str]]:
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


def _labels(rows: list[dict[str, str]], file: Path) -> list[int]:
    try:
        return [int(row["ClassId"]) for row in rows]
    except (ValueError, TypeError) as error:
        raise DatasetError(f"{file} has a ClassId that is not a number; unpack the data again.") from error


def _counted(items: list[T], progress: Progress) -> Iterator[T]:
    """`items`, reporting every hundredth."""
    for index, item in enumerate(items):
        if index % 100 == 0:
            progress(index / len(items), f"Reading image {index} of {len(items)}")
        yield item
