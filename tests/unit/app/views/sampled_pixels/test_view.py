from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.models import Session
from app.views.sampled_pixels import SampledPixelsView
from core.images import RGB, evidence_from_pixels
from core.scaling.pipeline import Pipeline
from tests.support.screens import painted


@pytest.fixture
def session(qapp: object) -> Iterator[Session]:
    made = Session()
    made.pipeline.set(Pipeline("opencv", "nearest", (100, 150)))
    yield made
    made.jobs.shutdown()
    made.worker.close()


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> SampledPixelsView:
    widget = SampledPixelsView(session)
    qtbot.addWidget(widget)
    widget.resize(1000, 700)
    return widget


@pytest.fixture
def showing(view: SampledPixelsView, session: Session, coffee: RGB, qtbot: QtBot) -> SampledPixelsView:
    session.evidence.add(evidence_from_pixels(coffee, "cup.png"))
    with qtbot.waitExposed(view):
        view.show()
    return view


def test_without_evidence_it_says_so(view: SampledPixelsView) -> None:
    view.show()
    assert view.is_empty


def test_hidden_it_computes_nothing(view: SampledPixelsView, session: Session, coffee: RGB) -> None:
    session.evidence.add(evidence_from_pixels(coffee, "cup.png"))
    assert view.operator is None


def test_sampled_pixels_are_coloured_and_others_untouched(showing: SampledPixelsView, coffee: RGB) -> None:
    showing.panel.opacity.set_position(100)
    showing.canvas.view.look_at(1, (300, 200))
    rows, columns = showing.canvas.placement().visible()
    original = coffee[rows.start : rows.stop, columns.start : columns.stop]
    changed = (painted(showing.canvas) != original).any(axis=2)
    sampled = np.outer(np.arange(400) % 4 == 0, np.arange(600) % 4 == 0)
    inner = (slice(8, -8), slice(8, -8))
    assert np.array_equal(
        changed[inner], sampled[rows.start : rows.stop, columns.start : columns.stop][inner]
    )


def test_another_pipeline_changes_map_and_numbers(showing: SampledPixelsView, session: Session) -> None:
    before = showing.panel.figures.figures
    session.pipeline.set(Pipeline("pillow", "bilinear", (100, 150)))
    assert showing.panel.figures.figures != before
    assert showing.panel.title.text() == "Every pixel carries the output"
    assert not showing.panel.warning.isVisible()
    session.pipeline.set(Pipeline("opencv", "lanczos", (80, 120)))
    assert showing.panel.warning.isVisible()


def test_raising_the_threshold_uncovers_weak_pixels(showing: SampledPixelsView, session: Session) -> None:
    session.pipeline.set(Pipeline("opencv", "bicubic", (100, 150)))
    showing.panel.opacity.set_position(100)
    showing.canvas.view.look_at(2, (300, 200))
    full = painted(showing.canvas)
    showing.panel.threshold.set_position(55)
    assert (painted(showing.canvas) != full).any()


def test_the_pixel_under_the_mouse_is_explained(
    showing: SampledPixelsView, session: Session, coffee: RGB
) -> None:
    showing.canvas.hovered((8.5, 4.5))
    assert showing.under_cursor == "8, 4: 100 %, sampled"
    assert session.cursor.readings[0].rgb == tuple(int(value) for value in coffee[4, 8])
    showing.canvas.hovered((9.5, 4.5))
    assert showing.under_cursor == "9, 4: 0 %, not sampled"
    showing.canvas.cursor_left.emit()
    assert showing.under_cursor == ""
    assert session.cursor.readings == ()
