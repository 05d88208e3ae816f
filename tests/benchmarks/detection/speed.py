"""How long a verdict takes, and how many megapixels a second a scan gets through."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from core.detection.batch import BatchOptions, scan_files
from core.detection.folder import image_files
from core.detection.inspection import inspect_image
from core.images import save_lossless
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from tests.benchmarks.detection.crafting import crafted, modelled
from tests.benchmarks.row import Row
from tests.benchmarks.timing import best_seconds
from tests.support.pictures import picture


def rows() -> Iterator[Row]:
    """A verdict on 0.2 and 12 megapixels, clean and attacked; scan with one worker and with two."""
    small, large = _of_size((400, 500)), _of_size((3000, 4000))
    yield Row("blind verdict, 0.2 MP", 1000 * _seconds(small, 5), "ms", 100)
    yield Row("blind verdict, 0.2 MP, attack", 1000 * _seconds(_attacked(small, 64), 5), "ms", 100)
    yield Row("blind verdict, 12 MP", _seconds(large, 2), "s", 2)
    yield Row("blind verdict, 12 MP, attack", _seconds(_attacked(large, 224), 2), "s", 2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(24):
            save_lossless(_of_size((600 + 10 * number, 900)), folder / f"{number}.png")
        one, two = (_throughput(folder, jobs) for jobs in (1, 2))
    yield Row("scan, one worker", one, "MP/s")
    yield Row("scan, two workers", two, "MP/s")
    yield Row("scan, two workers over one", two / one, "times")


def _of_size(shape: tuple[int, int]) -> RGB:
    photo = picture("coffee.png")
    return np.asarray(cv2.resize(photo, shape[::-1], interpolation=cv2.INTER_CUBIC), np.uint8)


def _attacked(image: RGB, side: int) -> RGB:
    """With a second size to be looked for, an attack takes longer than a clean image."""
    return crafted(image, picture("chelsea.png"), Pipeline("opencv", "bilinear", (side, side)))


def _seconds(image: RGB, repeats: int) -> float:
    return best_seconds(lambda: inspect_image(image, resize=modelled), repeats)


def _throughput(folder: Path, jobs: int) -> float:
    """Megapixels a second, starting the processes included."""
    results: list[float] = []

    def scan() -> None:
        scanned = scan_files(image_files(folder), BatchOptions(jobs))
        results.append(sum(result.record.megapixels for result in scanned))

    seconds = best_seconds(scan, 2)
    return results[-1] / seconds
