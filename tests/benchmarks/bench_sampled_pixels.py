"""The Sampled pixels view on 24 megapixels: no step of the GUI thread may take more than 50 ms.

Measured as in bench_spectrum: what the GUI thread computed in the longest stall of each step is held to the
limit; how long it stood still in all, other programs included, is noted behind it.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models import Session
from app.views.sampled_pixels import SampledPixelsView
from core.images import Evidence, evidence_from_pixels
from core.scaling.pipeline import Pipeline
from tests.benchmarks.bench_spectrum import photograph, stall_row
from tests.benchmarks.row import Row
from tests.benchmarks.watched_view import stalls_of


def rows() -> Iterator[Row]:
    """One row per step."""
    evidence = evidence_from_pixels(photograph(), "photograph.png")
    for step, stall in stalls_of(SampledPixelsView, lambda view, session: _steps(view, session, evidence)):
        yield stall_row(step, stall)


def _steps(
    view: SampledPixelsView, session: Session, evidence: Evidence
) -> Iterator[tuple[str, Callable[[], object]]]:
    output = view.below.canvas
    yield "show the image", lambda: session.evidence.add(evidence)
    for name in ("pillow lanczos", "tensorflow bicubic"):
        library, algorithm = name.split()
        pipeline = Pipeline(library, algorithm, (1024, 1024))
        yield f"choose {name} 1024×1024", lambda pipeline=pipeline: session.pipeline.set(pipeline)  # type: ignore[misc]
    yield "move the threshold", lambda: view.panel.threshold.set_position(40)
    yield "move the opacity", lambda: view.panel.opacity.set_position(30)
    yield "logarithmic colours", lambda: view.panel.scale.setCurrentIndex(1)
    yield "point at an output pixel", lambda: output.hovered((500.5, 300.5))
    yield "move by key", lambda: QTest.keyClick(output, Qt.Key.Key_Right)
    yield "visit the footprint", lambda: QTest.keyClick(output, Qt.Key.Key_Return)
    yield "move by key, enlarged", lambda: QTest.keyClick(output, Qt.Key.Key_Right)
    yield "fit", view.canvas.zoom_to_fit
    yield "zoom in", view.canvas.zoom_in
    yield "pan", lambda: QTest.keyClick(view.canvas, Qt.Key.Key_Right)
