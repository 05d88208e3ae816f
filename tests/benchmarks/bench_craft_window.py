"""Crafting at 24 megapixels in the window: no stall over 50 ms, and Cancel ends any attack within 200 ms.

Each attack of the catalogue is started in the Craft view, left to run for a while, and cancelled where it is
not over by then. Stalls are measured as in the benchmark of the event loop, less what the GUI thread waited
for a processor on a busy machine, which is told behind each row.
"""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from app.views.craft import CraftView
from core.attacks.attack_specs import ATTACKS
from core.attacks.specs import AttackSpec
from core.images import evidence_from_pixels, save_lossless
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from tests.benchmarks.row import Row
from tests.benchmarks.stall_meter import Stall, StallMeter, turn_for, turn_until
from tests.benchmarks.walk import Walk
from tests.support.pictures import picture

WIDTH, HEIGHT = 6000, 4000
SHAPE = (224, 224)
STALL_LIMIT_MS, CANCEL_LIMIT_MS = 50.0, 200.0
RUN_SECONDS = 2.5
FOLLOW_SECONDS = 1.0
"""Left to the pictures and labels that follow a finished attack."""
FITTING = {
    "direct": Pipeline("opencv", "nearest", SHAPE),
    "area": Pipeline("opencv", "area", SHAPE),
    "pillow_restricted": Pipeline("pillow", "bilinear", SHAPE),
}
ANY = Pipeline("opencv", "bilinear", SHAPE)
SLOW = Pipeline("pillow", "lanczos", SHAPE)


def rows() -> Iterator[Row]:
    """Two rows per attack: the longest stall, and the time from Cancel to the end of the job."""
    with tempfile.TemporaryDirectory() as name:
        walk, meter = Walk(Path(name)), StallMeter(own=True)
        view = _filled(walk)
        turn_for(FOLLOW_SECONDS)
        for spec, pipeline in _attacks():
            yield from _attack(walk, view, meter, spec, pipeline)
        meter.stop()
        walk.close_idle()


def _attacks() -> Iterator[tuple[AttackSpec, Pipeline]]:
    yield ATTACKS[0], SLOW
    for spec in ATTACKS:
        yield spec, FITTING.get(spec.id, ANY)


def _filled(walk: Walk) -> CraftView:
    walk.window.show_view("craft")
    view = walk.window.view("craft")
    assert isinstance(view, CraftView)
    source = cv2.resize(picture("rocket.jpg"), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    view.inputs.take(evidence_from_pixels(np.asarray(source, np.uint8), "source"), "source")
    view.inputs.take(evidence_from_pixels(picture("chelsea.png"), "target"), "target")
    return view


def _attack(
    walk: Walk, view: CraftView, meter: StallMeter, spec: AttackSpec, pipeline: Pipeline
) -> Iterator[Row]:
    walk.session.pipeline.set(pipeline)
    view.form.attack.setCurrentIndex(view.form.attack.findData(spec.id))
    for option in spec.options:
        if option.kind == "folder":
            view.form.options.fields[option.id].set_value(_folder(walk.folder))
    turn_for(0.3)
    meter.lap()
    view.start()
    milliseconds = _run_and_cancel(view)
    turn_for(FOLLOW_SECONDS)
    label = f"{spec.title}, {pipeline.label}"
    yield _stall_row(label, meter.lap(), view.run_bar.words.text())
    if milliseconds is not None:
        yield Row(f"cancel: {label}", milliseconds, "ms", limit=CANCEL_LIMIT_MS, note=f"{WIDTH}×{HEIGHT}")


def _run_and_cancel(view: CraftView) -> float | None:
    """Milliseconds from Cancel to the end; None where the attack was over before."""
    end = time.monotonic() + RUN_SECONDS
    while view.job is not None and time.monotonic() < end:
        turn_for(0.05)
    if view.job is None:
        return None
    start = time.perf_counter()
    view.cancel()
    turn_until(lambda: view.job is None, "cancelling")
    return 1000.0 * (time.perf_counter() - start)


def _stall_row(label: str, stall: Stall, words: str) -> Row:
    """What other processes took is no fault of ours, and taken off."""
    shares = f"computing {stall.computing:.0f} ms, and {stall.queued:.0f} ms more for want of a processor"
    note = "; ".join(filter(None, (f"{WIDTH}×{HEIGHT}", shares, words)))
    return Row(f"longest stall: {label}", stall.own, "ms", limit=STALL_LIMIT_MS, note=note)


def _folder(folder: Path) -> str:
    """A folder of sources to choose from."""
    images = folder / "sources"
    if not images.exists():
        images.mkdir()
        for name in ("astronaut.png", "coffee.png"):
            large: RGB = np.asarray(cv2.resize(picture(name), (3000, 2000)), np.uint8)
            save_lossless(large, images / name)
    return str(images)
