"""Another image, rule, size or library: the keyboard, the pointer and the large pane keep their place."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models import EvidenceItem, Session
from app.models.cursor_model import Reading
from app.views.compare import CompareView
from app.views.compare.arrangement import Order
from app.views.compare.cell import OutputCell
from app.views.compare.mode_bar import Mode
from core.images import RGB, evidence_from_pixels
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize

SHAPE = (100, 150)
NEAREST = Pipeline("opencv", "nearest", SHAPE)
HAMMING = Pipeline("pillow", "hamming", SHAPE)


@pytest.fixture
def view(
    qtbot: QtBot, session: Session, item: EvidenceItem, outputs: dict[Pipeline, RGB], chelsea: RGB
) -> CompareView:
    """Two images; the outputs of the first are there."""
    session.evidence.add(evidence_from_pixels(chelsea, "cat.png"))
    session.evidence.update(item, outputs=outputs)
    widget = CompareView(session)
    qtbot.addWidget(widget)
    widget.resize(900, 500)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    return widget


def cell_of(view: CompareView, pipeline: Pipeline) -> OutputCell:
    """The cell of a pipeline that the board has."""
    cell = view.grid.board.cell(pipeline)
    assert cell is not None
    return cell


def next_image(session: Session) -> None:
    session.evidence.select_next()


def another_size(session: Session) -> None:
    session.pipeline.set_target_shape((160, 90))


def another_rule(session: Session) -> None:
    session.pipeline.look_at(SHAPE)
    session.pipeline.set_rule("short-edge")


def another_library(session: Session) -> None:
    session.pipeline.set_library("skimage")


def no_outputs(session: Session) -> None:
    item = session.evidence.current
    assert item is not None
    session.evidence.update(item, outputs={})


@pytest.mark.parametrize("change", [next_image, another_size, another_rule, another_library, no_outputs])
@pytest.mark.parametrize("order", [Order.LIBRARY, Order.DISTANCE])
def test_the_keyboard_stays_at_the_algorithm(
    view: CompareView, session: Session, qtbot: QtBot, change: Callable[[Session], None], order: Order
) -> None:
    view.grid.set_order(order)
    cell_of(view, HAMMING).setFocus()
    change(session)
    qtbot.wait(1)
    focused = view.focusWidget()
    assert isinstance(focused, OutputCell)
    assert focused.pipeline is not None
    assert (focused.pipeline.library, focused.pipeline.algorithm) == ("pillow", "hamming")
    assert view.grid.board.cell(focused.pipeline) is focused
    assert focused.visibleRegion().boundingRect().height() == focused.height()


def test_the_keyboard_stays_in_a_grid_that_shrinks(view: CompareView, session: Session) -> None:
    cell_of(view, HAMMING).setFocus()
    session.pipeline.set_target_shape((3000, 3000))
    focused = view.focusWidget()
    assert isinstance(focused, OutputCell)
    assert focused in view.grid.board.cells


def test_a_cell_that_is_not_there_opens_nothing(view: CompareView, session: Session, qtbot: QtBot) -> None:
    no_outputs(session)
    cell = cell_of(view, HAMMING)
    cell.setFocus()
    qtbot.keyClick(cell, Qt.Key.Key_Return)
    qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert view.opened is None


def test_a_library_chosen_in_the_toolbar_is_shown_large(view: CompareView, session: Session) -> None:
    view.open_output(HAMMING)
    session.pipeline.set_library("pillow")
    chosen = session.pipeline.pipeline
    assert view.opened == chosen == Pipeline("pillow", "nearest", SHAPE)
    assert view.detail.title.lines[0] == "Pillow nearest"
    assert view.detail.canvas.image is view.item.outputs[chosen]  # type: ignore[union-attr]


def test_another_size_leaves_the_algorithm_large_and_waits_for_its_output(
    view: CompareView, session: Session, attack: RGB
) -> None:
    view.open_output(HAMMING)
    another_size(session)
    large = Pipeline("pillow", "hamming", (160, 90))
    assert view.opened == large
    assert view.detail.canvas.image is None
    assert view.detail.title.lines == ("Pillow Hamming", "… · 90×160")
    item = session.evidence.current
    assert item is not None
    made = {entry: real_resize(attack, entry) for entry in (large, large.robust)}
    session.evidence.update(item, outputs=made)
    assert view.detail.canvas.image is made[large]


def test_what_is_not_made_is_not_waited_for(view: CompareView, session: Session) -> None:
    view.open_output(HAMMING)
    session.pipeline.set_target_shape((3000, 3000))
    assert view.opened == session.pipeline.pipeline


def first(session: Session) -> Reading:
    """What is under the pointer."""
    return session.cursor.readings[0]


def test_readings_follow_a_blink(
    view: CompareView, session: Session, qtbot: QtBot, attack: RGB, outputs: dict[Pipeline, RGB]
) -> None:
    view.open_output(NEAREST)
    view.detail.canvas.hovered((403.7, 221.2))
    assert first(session).rgb == tuple(outputs[NEAREST][55, 100].tolist())
    qtbot.keyClick(view.detail.canvas, Qt.Key.Key_Space)
    assert (first(session).pane, first(session).x) == ("Evidence", 403)
    assert first(session).rgb == tuple(attack[221, 403].tolist())
    view.hide()
    assert session.cursor.readings == ()
    view.show()
    assert session.cursor.readings == ()


def test_readings_follow_the_size(view: CompareView, session: Session, attack: RGB) -> None:
    view.open_output(NEAREST)
    view.detail.canvas.hovered((403.7, 221.2))
    another_size(session)
    assert [reading.pane for reading in session.cursor.readings] == ["Evidence"]
    small = Pipeline("opencv", "nearest", (160, 90))
    made = {entry: real_resize(attack, entry) for entry in (small, small.robust)}
    session.evidence.update(view.item, outputs=made)  # type: ignore[arg-type]
    assert (first(session).pane, first(session).x, first(session).y) == ("Output", 60, 88)
    assert first(session).rgb == tuple(made[small][88, 60].tolist())


def test_the_difference_is_read_with_its_sign_and_both_sides(
    view: CompareView, session: Session, outputs: dict[Pipeline, RGB]
) -> None:
    view.open_output(NEAREST)
    view.detail.set_mode(Mode.DIFFERENCE)
    view.detail.canvas.hovered((403.7, 221.2))
    sides = [outputs[entry][55, 100].astype(int) for entry in (NEAREST, NEAREST.robust)]
    read = {reading.pane: reading for reading in session.cursor.readings}
    assert list(read) == ["Difference", "Evidence", "Output", "Averaged"]
    assert read["Difference"].signed
    assert read["Difference"].rgb == tuple((sides[0] - sides[1]).tolist())
    assert min(read["Difference"].rgb) < 0
    assert read["Output"].rgb == tuple(sides[0].tolist())
    assert read["Averaged"].rgb == tuple(sides[1].tolist())
    assert read["Difference"].levels.split()[0] == f"{sides[0][0] - sides[1][0]:+d}"


def moved(cell: OutputCell, x: float, y: float) -> None:
    """Move the mouse over a cell."""
    place = QPointF(x, y)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, cell.mapToGlobal(place), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(cell, event)


def test_a_cell_is_read_under_the_pointer(
    view: CompareView, session: Session, item: EvidenceItem, attack: RGB, outputs: dict[Pipeline, RGB]
) -> None:
    cell = cell_of(view, HAMMING)
    places = [(x, y) for y in range(cell.height()) for x in range(cell.width())]
    inside = [at for x, y in places if (at := cell.pixel_at(QPointF(x + 0.5, y + 0.5))) is not None]
    assert {min(inside), max(inside)} <= {(c, r) for c in (0, 1, 148, 149) for r in (0, 1, 98, 99)}
    x, y = next((x, y) for x, y in places if cell.pixel_at(QPointF(x, y)) == inside[len(inside) // 2])
    moved(cell, x, y)
    column, row = inside[len(inside) // 2]
    output, evidence = session.cursor.readings
    assert (output.pane, output.x, output.y) == ("Output", column, row)
    assert output.rgb == tuple(outputs[HAMMING][row, column].tolist())
    assert (evidence.x, evidence.y) == (4 * column + 2, 4 * row + 2)
    assert evidence.rgb == tuple(attack[evidence.y, evidence.x].tolist())
    session.evidence.update(item, outputs={**outputs, HAMMING: np.zeros((*SHAPE, 3), np.uint8)})
    assert first(session).rgb == (0, 0, 0)
    moved(cell, 1, 1)
    assert session.cursor.readings == ()
    moved(cell, x, y)
    assert first(session).rgb == (0, 0, 0)
    QApplication.sendEvent(cell, QEvent(QEvent.Type.Leave))
    assert session.cursor.readings == ()
