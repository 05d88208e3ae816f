"""One click on the toolbar's "Detect & sanitize" at 12 MP, the worker warm: answers after less than 3 s.

A real window, offscreen. Each image hides a drawn stop sign; what its inspection found is taken away before
each click, so that every click detects, sanitizes and classifies. The quickest of `CLICKS` counts. Behind
each row stands where the time went, and what the model said as scaled and after sanitizing.
"""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app import flows
from app.models import EvidenceItem
from app.views.craft.signs import STOP, sign_picture, signs
from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.attacks.samples import enlarged
from core.images import save_lossless
from core.scaling.pipeline import Pipeline
from tests.benchmarks.row import Row
from tests.benchmarks.stall_meter import turn_for, turn_until
from tests.benchmarks.walk import Walk

WIDTH, HEIGHT = 4000, 3000
COVER, SCENE = "astronaut.png", "coffee.png"
PIPELINES = (
    Pipeline("opencv", "bilinear", (224, 224)),
    Pipeline("opencv", "nearest", (32, 32)),
    Pipeline("tensorflow", "bicubic", (128, 128)),
)
CLICKS = 3
LIMIT_SECONDS = 3.0


def rows() -> Iterator[Row]:
    """One row per pipeline that an attack is made for."""
    with tempfile.TemporaryDirectory() as name:
        walk = Walk(Path(name))
        for number, pipeline in enumerate(PIPELINES):
            walk.open(_attack_file(Path(name) / f"{number}.png", pipeline))
            walk.inspect()
            item = walk.session.evidence.items[-1]
            walk.session.evidence.select(item)
            clicks = [_click(walk, item) for _ in range(CLICKS)]
            yield _row(pipeline, item, min(clicks))
        walk.close_idle()


def _row(pipeline: Pipeline, item: EvidenceItem, steps: tuple[float, ...]) -> Row:
    total, detected, sanitized = steps
    said = {key: answers[0].name for key, answers in item.predictions.items()}
    found = item.sanitized_for.label if item.sanitized_for is not None else "nothing"
    note = f"found {found}; detected after {detected:.2f} s, sanitized after {sanitized:.2f} s; "
    note += f"“{said['scaled']}”, then “{said['sanitized']}”"
    return Row(f"one click, 12 MP, {pipeline.label}", total, "s", limit=LIMIT_SECONDS, note=note)


def _click(walk: Walk, item: EvidenceItem) -> tuple[float, float, float]:
    """Seconds from the click to the last answer, to the verdict and to the sanitized image."""
    evidence = walk.session.evidence
    evidence.update(item, inspection=None, sanitized=None, recheck=None, predictions={}, classified={})
    turn_until(lambda: not walk.session.jobs.is_busy, "the inspection of the result before", 120.0)
    turn_for(1.0)
    start = time.perf_counter()
    flows.detect_and_sanitize(walk.session)  # what the button's action calls
    turn_until(lambda: item.inspection is not None, "the verdict", 120.0)
    detected = time.perf_counter() - start
    turn_until(lambda: item.sanitized is not None, "sanitizing", 120.0)
    sanitized = time.perf_counter() - start
    turn_until(lambda: "sanitized" in item.predictions, "the answers", 120.0)
    return time.perf_counter() - start, detected, sanitized


def _attack_file(path: Path, pipeline: Pipeline) -> Path:
    source = enlarged(COVER, WIDTH, HEIGHT)
    stop = next(sign for sign in signs() if sign.class_id == STOP)
    target = sign_picture(stop, pipeline.target_shape, enlarged(SCENE, 640, 640))
    save_lossless(craft(attack_problem(source, target, pipeline)).image, path)
    return path
