"""What sanitizing costs beside what a model costs: one VGG19 forward pass, measured in the same run.

Everything is timed in turns and the quickest of each counts, so that a noisy machine harms all alike. VGG19
has random weights: what a pass costs does not depend on them.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import cv2
import numpy as np
from skimage import data

from core.sanitizing.sanitize import sanitize
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.robust import area_output
from tests.benchmarks.row import Row
from tests.benchmarks.timing import best_seconds

TARGET = (224, 224)
SIDE = 1024
TURNS = 12
RATIOS = (3, 4, 5, 6, 8, 10)
LARGE = (3000, 4000)
ON = f"{SIDE}²→224² RGB"


def rows() -> Iterator[Row]:
    """The figure 16 of the paper, the growth with the ratio at one target size, and 12 MP."""
    yield from _beside_a_model()
    yield from _growth()
    yield from _at_one_size()
    yield from _large()


def _beside_a_model() -> Iterator[Row]:
    image = _picture((SIDE, SIDE))
    calls: dict[str, Callable[[], object]] = {
        "plain resize": lambda: _plain(image),
        "area resize": lambda: area_output(image, TARGET),
    }
    for algorithm in ("nearest", "bilinear"):
        for filter_id in ("median", "random"):
            calls[f"{filter_id}, {algorithm}"] = _sanitizing(image, algorithm, filter_id)
    calls["VGG19 forward pass"] = _vgg19()
    best = _in_turns(calls)
    model = best["VGG19 forward pass"]
    for name, seconds in best.items():
        yield Row(name, 1000 * seconds, "ms", note=ON)
    for name, share in (("median", 1 / 10), ("random", 1 / 30)):
        for algorithm in ("nearest", "bilinear"):
            ratio = best[f"{name}, {algorithm}"] / model
            yield Row(f"{name}, {algorithm}: share of VGG19", ratio, "×", limit=share, note=ON)


def _growth() -> Iterator[Row]:
    """The target stays, the image grows: the median's cost may grow as fast as the image's area."""
    calls = {
        str(ratio): _sanitizing(_picture((224 * ratio, 224 * ratio)), "nearest", "median") for ratio in RATIOS
    }
    best = _in_turns(calls)
    for ratio in RATIOS:
        yield Row(f"median, nearest, β = {ratio}", 1000 * best[str(ratio)], "ms", note=f"{224 * ratio}²→224²")
    growth, area = best[str(RATIOS[-1])] / best[str(RATIOS[0])], (RATIOS[-1] / RATIOS[0]) ** 2
    yield Row("median: growth from β = 3 to 10", growth, "×", limit=area, note="limit: growth of the area")


def _at_one_size() -> Iterator[Row]:
    """The image stays, the target shrinks: |P| falls as the windows grow."""
    image = _picture((SIDE, SIDE))
    targets = {ratio: Pipeline("opencv", "nearest", (SIDE // ratio, SIDE // ratio)) for ratio in RATIOS}
    calls: dict[str, Callable[[], object]] = {
        str(ratio): _call(image, pipeline, "median") for ratio, pipeline in targets.items()
    }
    best = _in_turns(calls)
    spread = max(best.values()) / min(best.values())
    note = ", ".join(f"β {ratio}: {1000 * best[str(ratio)]:.0f} ms" for ratio in RATIOS)
    yield Row(f"median at {SIDE}²: dearest ratio over cheapest", spread, "×", limit=2.5, note=note)


def _large() -> Iterator[Row]:
    image = _picture(LARGE)
    for algorithm in ("nearest", "bilinear", "bicubic"):
        for filter_id in ("median", "random"):
            seconds = best_seconds(_sanitizing(image, algorithm, filter_id), 3)
            limit = 1.0 if algorithm != "bicubic" else None
            yield Row(f"{filter_id}, {algorithm}, 12 MP", seconds, "s", limit=limit, note="4000×3000→224²")


def _picture(shape: tuple[int, int]) -> np.ndarray:
    enlarged = cv2.resize(data.astronaut(), shape[::-1], interpolation=cv2.INTER_CUBIC)
    return np.asarray(enlarged, np.uint8)


def _plain(image: np.ndarray) -> object:
    return cv2.resize(image, TARGET, interpolation=cv2.INTER_NEAREST)


def _sanitizing(image: np.ndarray, algorithm: str, filter_id: str) -> Callable[[], object]:
    return _call(image, Pipeline("opencv", algorithm, TARGET), filter_id)


def _call(image: np.ndarray, pipeline: Pipeline, filter_id: str) -> Callable[[], object]:
    operator = operator_for(pipeline, (image.shape[0], image.shape[1]))
    return lambda: sanitize(image, operator, filter_id)


def _vgg19() -> Callable[[], object]:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    model: Any = keras.applications.VGG19(weights=None)
    batch = np.random.default_rng(0).random((1, 224, 224, 3), np.float32)
    return lambda: np.asarray(model(batch, training=False))


def _in_turns(calls: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The quickest of `TURNS` runs of each call, one after the other in every turn."""
    best = dict.fromkeys(calls, np.inf)
    for _ in range(TURNS):
        for name, call in calls.items():
            best[name] = min(best[name], best_seconds(call, 1))
    return best
