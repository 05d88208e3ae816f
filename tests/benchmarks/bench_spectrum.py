"""The spectrum of 24 megapixels, promised within 1.5 s of computation, and what its view costs the GUI.

Times stand beside one real cv2.resize of the same image. Stalls are measured by the heartbeat of the GUI
thread while the view is shown, compared, zoomed and moved; on a busy machine the share that the GUI thread
was computing, noted behind each row, is what can be relied on.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import cv2
import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.jobs.aliasing_job import AliasingJob, AliasingOptions
from app.jobs.spectrum_job import CHANNELS, Spectrum, SpectrumOptions, Version, spectrum_of
from app.models import Session
from app.views.spectrum import SpectrumView
from core.images import Evidence, evidence_from_pixels
from core.images.arrays import RGB
from core.progress import no_progress
from tests.benchmarks.row import Row
from tests.benchmarks.stall_meter import Stall
from tests.benchmarks.timing import best_seconds
from tests.benchmarks.watched_view import START, stalls_of
from tests.support.pictures import picture

LIMIT_SECONDS, LIMIT_MS = 1.5, 50.0
WIDTH, HEIGHT = 6000, 4000
PRIME_SIDES = 5987, 3989


def rows() -> Iterator[Row]:
    """Computation per channel, then stalls per step."""
    evidence = evidence_from_pixels(photograph(), "photograph.png")
    yield from _computing(evidence)
    yield from _looking(evidence)


def photograph(width: int = WIDTH, height: int = HEIGHT) -> RGB:
    """A picture of 24 megapixels."""
    size = (width, height)
    return np.asarray(cv2.resize(picture("rocket.jpg"), size, interpolation=cv2.INTER_CUBIC), np.uint8)


def _computing(evidence: Evidence) -> Iterator[Row]:
    once = best_seconds(lambda: cv2.resize(evidence.pixels, (224, 224)))
    note = f"{WIDTH}×{HEIGHT}; one cv2.resize to 224×224: {1000 * once:.2f} ms"
    for channel in [name for name, _ in CHANNELS if name not in ("red", "blue")]:
        options = SpectrumOptions(evidence, channel, sizes=False)
        seconds = best_seconds(lambda options=options: _spectrum(options), repeats=3)  # type: ignore[misc]
        yield Row(f"spectrum of {channel}", seconds, "s", limit=LIMIT_SECONDS, note=note)
        yield Row(f"spectrum of {channel}: times one cv2.resize", seconds / once, "×")
    awkward = evidence_from_pixels(photograph(*PRIME_SIDES), "prime sides")
    seconds = best_seconds(lambda: _spectrum(SpectrumOptions(awkward, sizes=False)), repeats=2)
    note = f"{PRIME_SIDES[0]}×{PRIME_SIDES[1]}: no factors for the transform to use"
    yield Row("spectrum of luminance, sides prime", seconds, "s", limit=LIMIT_SECONDS, note=note)
    job = AliasingJob(AliasingOptions((_spectrum(SpectrumOptions(evidence)),), START))
    seconds = best_seconds(lambda: job.run(no_progress), repeats=3)
    yield Row("what folds of it", seconds, "s", note=START.label)


def _spectrum(options: SpectrumOptions) -> Spectrum:
    return replace(spectrum_of(options, options.pixels(), no_progress), sizes=())


def _looking(evidence: Evidence) -> Iterator[Row]:
    for step, stall in stalls_of(SpectrumView, lambda view, session: _steps(view, session, evidence)):
        yield stall_row(step, stall)


def _steps(
    view: SpectrumView, session: Session, evidence: Evidence
) -> Iterator[tuple[str, Callable[[], object]]]:
    comparison, channel = view.pane.comparison, view.pane.channel
    yield "show the spectrum", lambda: session.evidence.add(evidence)
    yield "zoom in", lambda: QTest.keyClick(view.pane.picture, Qt.Key.Key_Plus)
    yield "another size", lambda: session.pipeline.set_target_shape((299, 299))
    yield (
        "compare with the area version",
        lambda: comparison.setCurrentIndex(comparison.findData(Version.AREA)),
    )
    yield "pan both", lambda: QTest.keyClick(view.pane.picture, Qt.Key.Key_Right)
    yield "another channel", lambda: channel.setCurrentIndex(channel.findData("green"))


def stall_row(step: str, stall: Stall) -> Row:
    """The stall of a step: what the GUI thread computed is held to the limit, the rest is the machine's."""
    note = f"24 megapixels; stood still for {stall.milliseconds:.0f} ms in all"
    return Row(f"GUI thread computing: {step}", stall.computing, "ms", limit=LIMIT_MS, note=note)
