import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.models import EvidenceItem, Session
from app.theme import tokens
from app.views.compare import CompareView
from app.views.compare.detail import Mode
from core.images import RGB
from core.scaling.pipeline import Pipeline
from tests.support.screens import painted

SHAPE = (100, 150)
NEAREST = Pipeline("opencv", "nearest", SHAPE)


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> CompareView:
    widget = CompareView(session)
    qtbot.addWidget(widget)
    widget.resize(1000, 700)
    return widget


@pytest.fixture
def filled(
    view: CompareView, session: Session, item: EvidenceItem, outputs: dict[Pipeline, RGB], qtbot: QtBot
) -> CompareView:
    session.evidence.update(item, outputs=outputs)
    with qtbot.waitExposed(view):
        view.show()
    return view


def test_without_evidence_it_says_so(view: CompareView) -> None:
    view.show()
    assert view.is_empty


def test_hidden_it_computes_nothing(view: CompareView, item: EvidenceItem) -> None:
    assert view.left.canvas.image is None
    view.show()
    assert view.left.canvas.image is item.evidence.pixels


def test_cells_fill_in_one_by_one(
    view: CompareView, session: Session, item: EvidenceItem, outputs: dict[Pipeline, RGB]
) -> None:
    view.show()
    cell = view.grid.cells[0][0]
    assert (cell.isEnabled(), cell.note) == (False, "…")
    session.evidence.update(item, outputs={NEAREST: outputs[NEAREST]})
    assert (cell.isEnabled(), cell.note) == (True, "…")
    session.evidence.update(item, outputs=outputs)
    assert cell.comparison is not None
    assert cell.note == f"{cell.comparison.distance:.1f}"
    assert "shows something else" in cell.accessibleName()
    assert view.grid.cells[0][4].note == "robust"
    assert view.grid.summary.text() == "10 of 15 outputs made by the real libraries"


def test_an_outlier_is_framed_and_a_reference_is_not(filled: CompareView) -> None:
    alarm = tokens().attack
    frames = [filled.grid.cells[0][column].grab().toImage().pixelColor(60, 1).name() for column in (0, 4)]
    assert frames[0] == alarm
    assert frames[1] != alarm


def test_keyboard_opens_a_cell_and_comes_back(filled: CompareView, qtbot: QtBot) -> None:
    start = filled.grid.cells[1][1]
    start.setFocus()
    qtbot.keyClick(start, Qt.Key.Key_Up)
    assert filled.focusWidget() is filled.grid.cells[0][1]
    qtbot.keyClick(filled.grid.cells[0][1], Qt.Key.Key_Left)
    qtbot.keyClick(filled.grid.cells[0][0], Qt.Key.Key_Return)
    assert filled.detail.comparison is not None
    assert filled.detail.comparison.pipeline == NEAREST
    qtbot.keyClick(filled.detail.canvas, Qt.Key.Key_Escape)
    assert filled.opened is None
    assert filled.focusWidget() is filled.grid.cells[0][0]


def test_panes_are_linked_in_source_coordinates(filled: CompareView) -> None:
    filled.open_output(NEAREST)
    filled.left.canvas.zoom_to(2.0)
    left, right = filled.left.canvas.placement(), filled.detail.canvas.placement()
    assert left.zoom == right.zoom == 2
    assert left.centre == pytest.approx(right.centre, abs=2)


def test_space_blinks_between_output_and_evidence(
    filled: CompareView, qtbot: QtBot, outputs: dict[Pipeline, RGB]
) -> None:
    filled.open_output(NEAREST)
    canvas = filled.detail.canvas
    assert canvas.image is outputs[NEAREST]
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    assert filled.detail.mode is Mode.EVIDENCE
    assert canvas.image is filled.left.canvas.image
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    assert canvas.image is outputs[NEAREST]


def test_difference_of_the_robust_output_from_itself_is_grey(filled: CompareView, qtbot: QtBot) -> None:
    filled.open_output(Pipeline("opencv", "area", SHAPE))
    qtbot.keyClick(filled.detail.canvas, Qt.Key.Key_D)
    assert (painted(filled.detail.canvas)[8:-8, 8:-8] == 128).all()
    filled.open_output(NEAREST)
    filled.detail.set_mode(Mode.DIFFERENCE)
    image = filled.detail.canvas.image
    assert image is not None
    assert np.abs(image.astype(int) - 128).mean() > 20


def test_the_cursor_is_read_in_both_panes(
    filled: CompareView, session: Session, attack: RGB, outputs: dict[Pipeline, RGB]
) -> None:
    filled.open_output(NEAREST)
    filled.detail.canvas.hovered((403.7, 221.2))
    first, second = session.cursor.readings
    assert (first.pane, first.x, first.y) == ("Output", 100, 55)
    assert first.rgb == tuple(int(value) for value in outputs[NEAREST][55, 100])
    assert (second.pane, second.x, second.y) == ("Evidence", 403, 221)
    assert second.rgb == tuple(int(value) for value in attack[221, 403])
    filled.detail.canvas.hovered((-5, 0))
    assert session.cursor.readings == ()


def test_another_size_empties_the_grid(filled: CompareView, session: Session) -> None:
    session.pipeline.set_target_shape((50, 50))
    assert filled.grid.cells[0][0].note == "…"
    assert filled.grid.cells[0][0].pipeline == Pipeline("opencv", "nearest", (50, 50))


def test_clicking_a_cell_opens_it(filled: CompareView, qtbot: QtBot) -> None:
    qtbot.mouseClick(filled.grid.cells[1][0], Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert filled.opened == Pipeline("pillow", "nearest", SHAPE)
