"""The model: how long an operator and an influence map take, beside one real cv2.resize of the same image."""

from collections.abc import Iterator

import cv2
import numpy as np

from core.scaling.catalogue import LIBRARIES
from core.scaling.coefficients import axis_matrix
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from tests.benchmarks.row import Row
from tests.benchmarks.timing import best_seconds

SHAPE = (4000, 6000)
TARGET = 224
ON = "6000→224, one axis"


def rows() -> Iterator[Row]:
    """Slowest algorithm of each library, cached lookup, influence at 24 MP; each with its ratio to cv2."""
    pixels = np.random.default_rng(1).integers(0, 256, (*SHAPE, 3), dtype=np.uint8)
    judge = 1000 * best_seconds(lambda: cv2.resize(pixels, (TARGET, TARGET), interpolation=cv2.INTER_LINEAR))
    yield Row("cv2.resize bilinear, the measure", judge, "ms", note="6000×4000→224×224")
    for library in LIBRARIES:
        times = {entry.id: _build_ms(library.id, entry.id) for entry in library.algorithms}
        slowest = max(times, key=lambda key: times[key])
        yield from _with_ratio(
            f"{library.title}: build L or R", times[slowest], judge, limit=20, note=f"{ON}; {slowest}"
        )
    pipeline = Pipeline("opencv", "bilinear", (TARGET, TARGET))
    operator = operator_for(pipeline, SHAPE)
    cached = 1000 * best_seconds(lambda: operator_for(pipeline, SHAPE), 50)
    yield from _with_ratio("cached operator", cached, judge, limit=0.1, note="24 MP→224×224")
    influence = 1000 * best_seconds(operator.influence)
    yield from _with_ratio("influence map", influence, judge, limit=None, note="24 MP, float32")


def _build_ms(library: str, algorithm: str) -> float:
    """Milliseconds to build one axis, past the cache."""
    build = axis_matrix.__wrapped__
    return 1000 * best_seconds(lambda: build(library, algorithm, SHAPE[1], TARGET))


def _with_ratio(name: str, value: float, judge: float, *, limit: float | None, note: str) -> Iterator[Row]:
    yield Row(name, value, "ms", limit=limit, note=note)
    yield Row(f"{name}: times cv2.resize", value / judge, "×", note=note)
