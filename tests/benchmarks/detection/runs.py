"""Making and judging in several processes."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import cv2

from core.detection.photos import photo_paths, recompressed
from tests.benchmarks.detection.attacks import cases
from tests.benchmarks.detection.benign import Benign, judged_photo, judged_textures
from tests.benchmarks.detection.judging import Verdict, published_scores, verdict_on
from tests.benchmarks.detection.table import Aspect, Quality, aspect

CHUNK = 5


@dataclass(frozen=True)
class Judged:
    """An attack of an aspect in a file of a quality, judged; `published` scores are of the PNG only.

    `ratio` is its β along the axis where it is smaller.
    """

    aspect: str
    quality: Quality
    ratio: float
    verdict: Verdict
    published: dict[str, float]


def attacks_judged(
    photos: Path, aspects: Sequence[Aspect], count: int, seed: int, jobs: int
) -> Iterator[list[Judged]]:
    """`count` attacks of each aspect, in chunks as they get ready."""
    chunks = [
        (photos, entry.id, min(CHUNK, count - start), seed + start)
        for entry in aspects
        for start in range(0, count, CHUNK)
    ]
    with _pool(jobs) as pool:
        yield from pool.map(_judge_chunk, chunks)


def benign_judged(
    photos: Path, *, calibration: bool, most: int, rounds: int, jobs: int
) -> Iterator[list[Benign]]:
    """The benign images of one half of the photographs, at most about `most` photographs, one at a time.

    Of the half that calibrates only what the published detectors look at.
    """
    paths = photo_paths(photos, calibration=calibration)
    step = max(1, len(paths) // most)
    with _pool(jobs) as pool:
        yield from pool.map(_judge_photo, [(path, photos, rounds, not calibration) for path in paths[::step]])
    if not calibration:
        yield judged_textures()


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=cv2.setNumThreads, initargs=(1,)
    )


def _judge_photo(task: tuple[Path, Path, int, bool]) -> list[Benign]:
    return judged_photo(*task)


def _judge_chunk(task: tuple[Path, str, int, int]) -> list[Judged]:
    photos, aspect_id, count, seed = task
    entry, paths = aspect(aspect_id), photo_paths(photos, calibration=False)
    found: list[Judged] = []
    for case in cases(entry.make, paths, count, seed):
        for quality in entry.goals:
            image = case.image if quality is None else recompressed(case.image, "JPEG", quality)
            published = published_scores(image, case.pipeline) if quality is None else {}
            found.append(Judged(aspect_id, quality, case.ratio, verdict_on(case, image), published))
    return found
