"""Pictures without a traffic sign, cut out of photographs, so that the network learns to say so."""

from pathlib import Path

import cv2
import numpy as np

from core.classification.augmentation import RESAMPLERS
from core.classification.labels import NO_SIGN
from core.classification.originals import IMAGE_SUFFIXES
from core.classification.signs import SIDE, SignSet
from core.errors import AliascopeError, DatasetError
from core.images.arrays import RGB
from core.images.decoding import read_evidence
from core.progress import Progress, no_progress

CROPS = 40


def read_negatives(
    folders: list[Path], crops: int = CROPS, seed: int = 0, progress: Progress = no_progress
) -> SignSet:
    """`crops` random squares of each photograph in `folders`, at 32×32, labelled `NO_SIGN`.

    The photograph's number stands for the track, so that a split by track keeps a photograph whole. Name
    only photographs without traffic signs. `DatasetError` when there are none or one can not be read.
    """
    rng = np.random.default_rng(seed)
    files = [file for folder in folders for file in _image_files(folder)]
    if not files:
        raise DatasetError("There is no photograph in the folders named; name folders with images.")
    squares = []
    for place, file in enumerate(files):
        progress(place / len(files), f"Reading {file.name}")
        photo = _photo(file)
        squares += [random_square(photo, rng) for _ in range(crops)]
    tracks = np.repeat(np.arange(len(files)), crops)
    return SignSet(np.stack(squares), np.full(len(squares), NO_SIGN, np.int64), tracks)


def random_square(photo: RGB, rng: np.random.Generator) -> RGB:
    """A square of random side and place in `photo` at (32, 32, 3), scaled by a random resampler.

    Every magnification is as likely as any other, from 1 to that of the largest square.
    """
    largest = min(photo.shape[:2])
    side = round(np.exp(rng.uniform(np.log(min(SIDE, largest)), np.log(largest))))
    top, left = (rng.integers(length - side + 1) for length in photo.shape[:2])
    square = photo[top : top + side, left : left + side]
    method = RESAMPLERS[rng.integers(len(RESAMPLERS))]
    return np.asarray(cv2.resize(square, (SIDE, SIDE), interpolation=method), np.uint8)


def _image_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix.lower() in IMAGE_SUFFIXES)


def _photo(file: Path) -> RGB:
    try:
        return read_evidence(file).pixels
    except AliascopeError as error:
        raise DatasetError(f"A photograph can not be used: {error}") from error
