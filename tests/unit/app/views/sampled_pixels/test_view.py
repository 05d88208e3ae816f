from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.models import Session
from app.views.sampled_pixels import SampledPixelsView
from app.views.sampled_pixels.looking import LARGEST_ZOOM, is_in_view
from app.views.sampled_pixels.marks import crop_marks
from app.views.sampled_pixels.panel import threshold_at
from app.views.sampled_pixels.wording import grouped
from core.images import RGB, evidence_from_pixels
from core.scaling.attack_difference import difference_of
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.vulnerability import vulnerability
from core.scaling.vulnerability_words import decibels
from tests.support.screens import painted


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    made = Session()
    made.pipeline.set(Pipeline("opencv", "nearest", (100, 150)))
    yield made
    made.jobs.cancel()
    qtbot.waitUntil(lambda: not made.jobs.is_busy, timeout=20_000)
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
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    return view


def test_without_evidence_it_says_so(view: SampledPixelsView) -> None:
    view.show()
    assert view.is_empty


def test_hidden_it_computes_nothing(view: SampledPixelsView, session: Session, coffee: RGB) -> None:
    session.evidence.add(evidence_from_pixels(coffee, "cup.png"))
    assert view.operator is None


def test_sampled_pixels_are_coloured_and_others_untouched(showing: SampledPixelsView, coffee: RGB) -> None:
    showing.panel.opacity.set_position(100)
    showing.canvas.set_marks(())
    showing.canvas.view.look_at(1, (300, 200))
    rows, columns = showing.canvas.placement().visible()
    original = coffee[rows.start : rows.stop, columns.start : columns.stop]
    changed = (painted(showing.canvas) != original).any(axis=2)
    sampled = np.outer(np.arange(400) % 4 == 0, np.arange(600) % 4 == 0)
    inner = (slice(8, -8), slice(8, -8))
    assert np.array_equal(
        changed[inner], sampled[rows.start : rows.stop, columns.start : columns.stop][inner]
    )


def test_another_pipeline_changes_map_and_numbers(
    showing: SampledPixelsView, session: Session, qtbot: QtBot
) -> None:
    before = showing.panel.figures.figures
    session.pipeline.set(Pipeline("pillow", "bilinear", (100, 150)))
    assert showing.panel.figures.figures != before
    assert showing.panel.title.text() == "Every pixel is read"
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    assert showing.panel.title.text() == "Every pixel carries the output"
    assert not showing.panel.warning.isVisible()
    session.pipeline.set(Pipeline("opencv", "lanczos", (80, 120)))
    assert showing.panel.warning.isVisible()


def test_it_says_what_the_vulnerability_view_says(
    showing: SampledPixelsView, session: Session, coffee: RGB, qtbot: QtBot
) -> None:
    pipeline = Pipeline("opencv", "lanczos", (100, 150))
    session.pipeline.set(pipeline)
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    row = vulnerability(pipeline, (400, 600), difference_of(coffee))
    assert row.verdict == "partly"
    assert showing.panel.title.text() == "Every pixel is read, but about 1.7 of 16 decide an output"
    assert showing.panel.meaning.text().startswith(row.reason)
    figures = dict(showing.panel.figures.figures)
    assert figures["Vulnerability"] == f"Partly, {decibels(row.psnr)} predicted"
    assert figures["Decide an output"] == "1.7 of 16 pixels"


def test_raising_the_threshold_uncovers_weak_pixels(showing: SampledPixelsView, session: Session) -> None:
    session.pipeline.set(Pipeline("opencv", "bicubic", (100, 150)))
    showing.panel.opacity.set_position(100)
    showing.canvas.view.look_at(2, (300, 200))
    full = painted(showing.canvas)
    showing.panel.threshold.set_position(55)
    assert (painted(showing.canvas) != full).any()


def test_the_threshold_says_live_what_is_considered(showing: SampledPixelsView, session: Session) -> None:
    session.pipeline.set(Pipeline("opencv", "bicubic", (100, 150)))
    operator = operator_for(session.pipeline.pipeline, (400, 600))
    influence = np.outer(operator.row_influence, operator.column_influence)
    for position in (5, 40, 60):
        showing.panel.threshold.set_position(position)
        count = int((influence >= 0.999999 * threshold_at(position) * influence.max()).sum())
        assert showing.panel.considered.text().startswith(f"Considered: {grouped(count)} pixels")
    assert "Bound (Eq. 9): 100 %" in showing.panel.considered.text()


def test_the_output_pixel_under_the_mouse_shows_its_source_pixels_and_weights(
    showing: SampledPixelsView, session: Session, qtbot: QtBot
) -> None:
    session.pipeline.set(Pipeline("opencv", "bilinear", (100, 150)))
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    below = showing.below
    below.canvas.hovered((20.5, 10.5))
    assert below.footprint is not None
    assert below.footprint.box == (81, 41, 2, 2)
    assert np.allclose(below.footprint.weights, 0.25)
    assert below.words.text() == ("Output 20, 10: 4 source pixels in 2 × 2 at 81, 41, largest weight 0.25")
    assert below.grid.words_at(1, 0) == "source pixel 81, 42: weight 0.25"
    assert session.cursor.readings[0].pane == "Output"
    below.canvas.hovered((21.5, 10.5))
    assert below.footprint.box == (85, 41, 2, 2)


def test_the_output_is_that_of_the_library(showing: SampledPixelsView, coffee: RGB) -> None:
    shown = showing.below.canvas.image
    assert shown is not None
    assert np.array_equal(shown, coffee[::4, ::4])


def test_arrow_keys_move_the_output_pixel_and_enter_visits_it(
    showing: SampledPixelsView, qtbot: QtBot
) -> None:
    output = showing.below.canvas
    output.choose(20, 10)
    qtbot.keyClick(output, Qt.Key.Key_Right)
    qtbot.keyClick(output, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert output.pixel == (21, 20)
    assert showing.below.footprint is not None
    assert showing.below.footprint.box == (84, 80, 1, 1)
    assert showing.canvas.view.zoom is None
    qtbot.keyClick(output, Qt.Key.Key_Return)
    assert showing.canvas.zoom > 8
    assert showing.canvas.view.centre == (84.5, 80.5)
    qtbot.keyClick(output, Qt.Key.Key_Left)
    assert showing.canvas.view.centre == (80.5, 80.5)
    for _ in range(5):
        qtbot.keyClick(output, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert output.pixel == (0, 20)


def test_the_source_pixels_are_marked_on_the_image(showing: SampledPixelsView, qtbot: QtBot) -> None:
    showing.canvas.view.look_at(4, (100, 100))
    showing.below.canvas.choose(25, 25)
    marked = painted(showing.canvas)
    showing.canvas.set_marks(())
    changed = np.argwhere((painted(showing.canvas) != marked).any(axis=2))
    rows, columns = showing.canvas.placement().visible()
    top, left = changed.min(axis=0) + np.array([rows.start, columns.start])
    assert top <= 4 * 100 <= top + 40
    assert left <= 4 * 100 <= left + 120


def test_a_click_on_the_source_chooses_the_output_pixel_it_goes_into(showing: SampledPixelsView) -> None:
    showing.canvas.clicked.emit(44, 84)
    assert showing.below.canvas.pixel == (11, 21)
    showing.canvas.clicked.emit(45, 84)
    assert showing.below.canvas.pixel == (11, 21)


def test_the_crop_is_framed_and_nothing_outside_is_coloured(
    showing: SampledPixelsView, session: Session, qtbot: QtBot
) -> None:
    session.pipeline.set(Pipeline("opencv", "nearest", (100, 100), crop=(100, 0, 400, 400)))
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    assert showing.operator is not None
    assert crop_marks(showing.operator)[0].label == "Crop 400×400"
    assert not showing.operator.sampled_columns[:100].any()
    shown = showing.below.canvas.image
    assert shown is not None
    assert shown.shape == (100, 100, 3)
    assert "outside of the crop" in showing.panel.meaning.text()


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


def choose_pipeline(session: Session, pipeline: Pipeline, qtbot: QtBot) -> None:
    session.pipeline.set(pipeline)
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)


def test_a_larger_kernel_comes_into_view_where_the_smaller_one_was_looked_at(
    showing: SampledPixelsView, session: Session, qtbot: QtBot
) -> None:
    showing.below.canvas.choose(20, 10)
    qtbot.keyClick(showing.below.canvas, Qt.Key.Key_Return)
    assert showing.canvas.zoom == LARGEST_ZOOM
    choose_pipeline(session, Pipeline("pillow", "lanczos", (40, 60)), qtbot)
    found = showing.below.footprint
    assert found is not None
    assert found.box[2] * LARGEST_ZOOM > showing.canvas.width()
    assert is_in_view(found, showing.canvas.placement())


def test_who_looks_elsewhere_stays_there(showing: SampledPixelsView, session: Session, qtbot: QtBot) -> None:
    showing.below.canvas.choose(20, 10)
    showing.canvas.view.look_at(32, (500, 300))
    for algorithm in ("area", "lanczos"):
        choose_pipeline(session, Pipeline("pillow", algorithm, (40, 60)), qtbot)
    assert (showing.canvas.zoom, showing.canvas.view.centre) == (32, (500, 300))


def test_the_chosen_output_pixel_keeps_its_relative_place(
    showing: SampledPixelsView, session: Session, qtbot: QtBot
) -> None:
    showing.below.canvas.choose(75, 50)
    choose_pipeline(session, Pipeline("opencv", "nearest", (30, 30)), qtbot)
    assert showing.below.canvas.pixel == (15, 15)
    choose_pipeline(session, Pipeline("opencv", "nearest", (100, 150)), qtbot)
    assert showing.below.canvas.pixel == (75, 50)
    choose_pipeline(session, Pipeline("opencv", "bilinear", (100, 150)), qtbot)
    assert showing.below.canvas.pixel == (75, 50)


def test_the_weight_of_each_source_pixel_can_be_read_by_keyboard(
    showing: SampledPixelsView, session: Session, qtbot: QtBot
) -> None:
    choose_pipeline(session, Pipeline("opencv", "lanczos", (50, 75)), qtbot)
    below = showing.below
    below.canvas.choose(20, 10)
    qtbot.keyClick(below.grid, Qt.Key.Key_Right)
    found = below.footprint
    assert found is not None
    x, y, weight = found.columns[4], found.rows[4], found.weights[4, 4]
    assert below.words.text().startswith("Output 20, 10: 64 source pixels in 8 × 8 at")
    assert below.words.text().endswith(f". Source pixel {x}, {y}: weight {weight:.4g}.")
    assert below.words.wordWrap()
    below.canvas.choose(21, 10)
    assert f"Source pixel {x + 8}, {y}: weight" in below.words.text()


def test_the_weights_are_coloured_as_the_image_is(
    showing: SampledPixelsView, session: Session, qtbot: QtBot
) -> None:
    choose_pipeline(session, Pipeline("opencv", "lanczos", (50, 75)), qtbot)
    before = showing.below.grid.grab().toImage(), showing.below.legend.grab().toImage()
    showing.panel.scale.setCurrentIndex(1)
    assert showing.below.grid.grab().toImage() != before[0]
    assert showing.below.legend.grab().toImage() != before[1]
