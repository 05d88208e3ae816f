"""The Compare grid: every installed library and algorithm at 224×224, in the window, some in the worker.

Its time stands beside one real cv2.resize of the same image. While it fills on 24 megapixels the event loop
must never stand still for 50 ms, and window and worker together must not hold 6 times the decoded image.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from app.models import EvidenceItem
from core.images import Evidence, evidence_from_pixels
from core.scaling.catalogue import ALGORITHMS
from core.scaling.pipeline import Pipeline
from tests.benchmarks.memory_meter import MemoryMeter
from tests.benchmarks.row import Row
from tests.benchmarks.stall_meter import StallMeter, turn_for, turn_until
from tests.benchmarks.timing import best_seconds
from tests.benchmarks.walk import Walk
from tests.support.pictures import picture

SMALL, MIDDLE, LARGE = (800, 600), (4000, 3000), (6000, 4000)
TARGET = (224, 224)
PIPELINE = Pipeline("opencv", "bilinear", TARGET)
STALL_LIMIT_MS = 50.0
MEMORY_LIMIT = 6.0
TIMEOUT_SECONDS = 300.0


def rows() -> Iterator[Row]:
    """Time, stall and memory."""
    with tempfile.TemporaryDirectory() as folder:
        walk, meter = Walk(Path(folder)), StallMeter()
        walk.session.pipeline.set(PIPELINE)
        walk.window.show_view("compare")
        fill(walk, photograph(SMALL))  # imports what the libraries import
        yield from time_rows(walk, photograph(MIDDLE))
        large = photograph(LARGE)
        meter.lap()
        fill(walk, large)
        stall = meter.lap()
        meter.stop()
        note = f"24 megapixels; computing for {stall.computing:.0f} ms of it"
        yield Row(
            "longest stall while the grid fills", stall.milliseconds, "ms", limit=STALL_LIMIT_MS, note=note
        )
        yield memory_row(walk, large)
        walk.close()


def time_rows(walk: Walk, evidence: Evidence) -> Iterator[Row]:
    """The whole grid, and how many single calls that is."""
    seconds, pixels = fill(walk, evidence), evidence.pixels
    once = best_seconds(lambda: cv2.resize(pixels, TARGET))
    area = best_seconds(lambda: cv2.resize(pixels, TARGET, interpolation=cv2.INTER_AREA))
    note = f"12 megapixels, {len(ALGORITHMS)} outputs"
    yield Row("full grid", seconds, "s", note=note)
    yield Row("full grid: times one cv2.resize", seconds / once, "×", note=f"bilinear, {1000 * once:.2f} ms")
    yield Row("full grid: times one cv2.resize, area", seconds / area, "×", note=f"{1000 * area:.1f} ms")


def memory_row(walk: Walk, evidence: Evidence) -> Row:
    """Peak above what an empty window and a warm worker hold, the decoded image itself included."""
    pid = walk.session.worker.pid
    assert pid is not None
    turn_for(1.0)
    meter = MemoryMeter((os.getpid(), pid))
    fill(walk, evidence)
    size = evidence.pixels.nbytes
    peak = (meter.stop() + size) / size
    return Row("peak memory over the decoded image", peak, "×", limit=MEMORY_LIMIT, note="24 megapixels")


def fill(walk: Walk, evidence: Evidence) -> float:
    """Seconds from opening the image until the last cell is there; the image is closed again."""
    item: EvidenceItem = walk.session.evidence.add(evidence)
    start = time.perf_counter()
    walk.session.evidence.select(item)
    turn_until(lambda: len(item.outputs) == len(ALGORITHMS), "the grid", TIMEOUT_SECONDS)
    seconds = time.perf_counter() - start
    turn_for(0.3)
    walk.session.evidence.remove(item)
    return seconds


def photograph(size: tuple[int, int]) -> Evidence:
    """A picture of (width, height)."""
    pixels = cv2.resize(picture("rocket.jpg"), size, interpolation=cv2.INTER_CUBIC)
    return evidence_from_pixels(np.asarray(pixels, np.uint8), "photograph")
