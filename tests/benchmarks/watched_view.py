"""One view alone on a session of its own, taken through steps while the GUI thread's stalls are measured."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from app.models import Session
from app.theme import apply_theme
from core.scaling.pipeline import Pipeline
from tests.benchmarks.stall_meter import Stall, StallMeter, turn_for, turn_until

V = TypeVar("V", bound=QWidget)
Steps = Iterator[tuple[str, Callable[[], object]]]

START = Pipeline("opencv", "bilinear", (224, 224))


def stalls_of(
    make_view: Callable[[Session], V], steps: Callable[[V, Session], Steps]
) -> Iterator[tuple[str, Stall]]:
    """The longest stall of each step, which ends when no job is left."""
    app = QApplication.instance() or QApplication(["aliascope"])
    assert isinstance(app, QApplication)
    apply_theme(app, "light")
    session = Session()
    session.pipeline.set(START)
    view, meter = make_view(session), StallMeter()
    view.resize(1200, 800)
    view.show()
    for step, act in steps(view, session):
        turn_for(0.3)
        meter.lap()
        act()
        turn_for(0.2)
        turn_until(lambda: not session.jobs.is_busy, step, 120)
        turn_for(0.2)
        yield step, meter.lap()
    meter.stop()
    view.close()
    session.jobs.shutdown()
