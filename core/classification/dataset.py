"""GTSRB on disk, in the layouts people have, read into one form."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from core.classification.labels import CLASS_COUNT
from core.classification.originals import (
    Part,
    decoded,
    find_originals,
    image_files,
    labels_of,
    numbers_in,
    table_rows,
)
from core.classification.signs import SIDE, SignSet
from core.errors import DatasetError
from core.progress import Progress, no_progress
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize

Frames = NDArray[np.uint8]
T = TypeVar("T")

# Eight frames of this (class, track) are in the official test set, too.
LEAKING_TRACK = (14, 23)
# The packed layout was scaled like this; the others have to match it.
SCALING = Pipeline("opencv", "bilinear", (SIDE, SIDE))


def read_signs(folder: Path, part: Part, progress: Progress = no_progress) -> SignSet:
    """The train or test part of GTSRB in `folder`, whichever layout it has.

    The train part comes without the track that leaks into the test set. `DatasetError` when the folder has
    no known layout, an image or table is missing or broken, or the part is empty.
    """
    signs = _read_any(folder, part, progress)
    leaks = (signs.labels == LEAKING_TRACK[0]) & (signs.tracks == LEAKING_TRACK[1])
    return signs.where(~leaks)


def _read_any(folder: Path, part: Part, progress: Progress) -> SignSet:
    if (folder / "test_labels.csv").is_file():
        return read_packed(folder, part, progress)
    if (originals := find_originals(folder, part)) is None:
        raise DatasetError(
            f"{folder} holds no GTSRB data: there is neither test_labels.csv with train/ and test/, nor "
            "Test.csv with Train/, nor GTSRB/Final_Training in it; name the folder that contains them."
        )
    images = [_scaled(original.file) for original in counted(originals, progress)]
    return _sign_set(images, [entry.label for entry in originals], [entry.track for entry in originals])


def read_packed(folder: Path, part: Part, progress: Progress = no_progress) -> SignSet:
    """GTSRB at 32×32 in strips, frames stacked: one file per train track, one per 100 test images.

    `train/CC_TTTTT.webp` is track TTTTT of class CC; the files in `test` follow the order of
    `test_labels.csv` (columns ClassId, Path).
    """
    files = image_files(folder / part)
    strips = [_frames(file) for file in counted(files, progress)]
    if part == "test":
        table = folder / "test_labels.csv"
        return _sign_set(strips, labels_of(table_rows(table, "Path"), table))
    names = [numbers_in(file) for file, strip in zip(files, strips, strict=True) for _ in strip]
    return _sign_set(strips, [name[0] for name in names], [name[1] for name in names])


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


def _frames(file: Path) -> Frames:
    """The 32×32 frames stacked in a strip, (N, 32, 32, 3)."""
    strip = decoded(file)
    if strip.shape[1] != SIDE or strip.shape[0] % SIDE:
        height, width = strip.shape[:2]
        raise DatasetError(
            f"{file} is {width}×{height}, not a strip of {SIDE}×{SIDE} frames; use other data."
        )
    return strip.reshape(-1, SIDE, SIDE, 3)


def _scaled(file: Path) -> Frames:
    return real_resize(decoded(file), SCALING)[np.newaxis]


def counted(items: list[T], progress: Progress) -> Iterator[T]:
    """`items`, reporting every hundredth."""
    for index, item in enumerate(items):
        if index % 100 == 0:
            progress(index / len(items), f"Reading image {index} of {len(items)}")
        yield item
