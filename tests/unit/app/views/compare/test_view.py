from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.flows.mime import rgb_of
from app.models import EvidenceItem, Session
from app.theme import tokens
from app.views.compare import CompareView, exports
from app.views.compare.arrangement import Order
from app.views.compare.cell import OutputCell
from app.views.compare.mode_bar import GAINS, Mode
from core.errors import SaveError
from core.images import RGB, read_evidence
from core.scaling.catalogue import ALGORITHMS, LIBRARIES
from core.scaling.divergence import amplified_difference
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import output_distance
from tests.support.screens import painted

SHAPE = (100, 150)
NEAREST = Pipeline("opencv", "nearest", SHAPE)


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> CompareView:
    widget = CompareView(session)
    qtbot.addWidget(widget)
    widget.resize(1000, 700)
    return widget


def cell_of(view: CompareView, pipeline: Pipeline) -> OutputCell:
    """The cell of a pipeline that the board has."""
    cell = view.grid.board.cell(pipeline)
    assert cell is not None
    return cell


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
    cell, robust = cell_of(view, NEAREST), cell_of(view, NEAREST.robust)
    assert (cell.is_there, cell.note) == (False, "…")
    assert "not there yet" in cell.accessibleName()
    session.evidence.update(item, outputs={NEAREST: outputs[NEAREST]})
    assert (cell.is_there, cell.note) == (True, "…")
    session.evidence.update(item, outputs=outputs)
    assert cell.comparison is not None
    assert cell.note == f"{cell.comparison.distance:.1f}"
    assert "shows something else" in cell.accessibleName()
    assert robust.note == "robust"
    assert (
        view.grid.summary.text() == f"{len(outputs)} of {len(ALGORITHMS)} outputs made by the real libraries"
    )


def test_an_outlier_is_framed_and_a_reference_is_not(filled: CompareView) -> None:
    alarm = tokens().attack
    cells = [cell_of(filled, NEAREST), cell_of(filled, NEAREST.robust)]
    frames = [cell.grab().toImage().pixelColor(50, 1).name() for cell in cells]
    assert frames[0] == alarm
    assert frames[1] != alarm


def test_keyboard_opens_a_cell_and_comes_back(filled: CompareView, qtbot: QtBot) -> None:
    start = cell_of(filled, Pipeline("opencv", "bilinear", SHAPE))
    start.setFocus()
    qtbot.keyClick(start, Qt.Key.Key_Left)
    nearest = cell_of(filled, NEAREST)
    assert filled.focusWidget() is nearest
    qtbot.keyClick(nearest, Qt.Key.Key_Return)
    assert filled.detail.comparison is not None
    assert filled.detail.comparison.pipeline == NEAREST
    qtbot.keyClick(filled.detail.canvas, Qt.Key.Key_Escape)
    assert filled.opened is None
    assert filled.focusWidget() is nearest


def test_arrows_reach_every_library(filled: CompareView, qtbot: QtBot) -> None:
    cell = cell_of(filled, NEAREST)
    cell.setFocus()
    visited = [cell]
    for _ in range(40):
        focused = filled.focusWidget()
        assert isinstance(focused, OutputCell)
        qtbot.keyClick(focused, Qt.Key.Key_Down)
        if filled.focusWidget() is focused:
            break
        visited.append(filled.focusWidget())  # type: ignore[arg-type]
    libraries = [cell.pipeline.library for cell in visited if cell.pipeline]
    assert list(dict.fromkeys(libraries)) == [library.id for library in LIBRARIES]


def test_tab_stops_once_in_the_board(filled: CompareView) -> None:
    stops = [cell for cell in filled.grid.board.cells if cell.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1
    cell_of(filled, Pipeline("pillow", "lanczos", SHAPE)).setFocus()
    stops = [cell for cell in filled.grid.board.cells if cell.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [cell.pipeline for cell in stops] == [Pipeline("pillow", "lanczos", SHAPE)]


def test_sorted_by_distance_the_outliers_come_first(filled: CompareView) -> None:
    filled.grid.set_order(Order.DISTANCE)
    known = [cell.comparison for cell in filled.grid.board.cells]
    assert known[0] is not None
    assert known[0].differs
    made = [entry for entry in known if entry is not None]
    assert known[: len(made)] == made
    ranks = [(not entry.differs, -entry.distance) for entry in made]
    assert ranks == sorted(ranks)


def test_the_board_scrolls_to_the_cell_with_the_keyboard(filled: CompareView, qtbot: QtBot) -> None:
    filled.resize(900, 420)
    qtbot.wait(20)
    bar = filled.grid.scroller.verticalScrollBar()
    assert bar.maximum() > 0
    cell_of(filled, Pipeline("pillow", "hamming-gap", SHAPE)).setFocus()
    assert bar.value() > 0


def test_all_common_sizes_are_judged_and_a_click_sets_the_size(
    filled: CompareView, session: Session, item: EvidenceItem, attack: RGB, qtbot: QtBot
) -> None:
    filled.grid.set_order(Order.SIZES)
    wanted = [cell.pipeline for cell in filled.grid.board.cells if cell.pipeline]
    assert {entry.algorithm for entry in wanted} == {"nearest"}
    assert [entry.target_size for entry in wanted][-1] == (384, 384)
    small = Pipeline("opencv", "nearest", (128, 128))
    robust = small.robust
    made = {entry: real_resize(attack, entry) for entry in (small, robust)}
    session.evidence.update(item, outputs={**item.outputs, **made})
    known = cell_of(filled, small).comparison
    assert known is not None
    assert known.distance == output_distance(made[small], made[robust])
    qtbot.mouseClick(cell_of(filled, small), Qt.MouseButton.LeftButton)
    assert session.pipeline.pipeline == small
    assert filled.opened is None


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
    assert filled.detail.mode is Mode.PARTNER
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


def test_a_crop_is_marked_and_its_pane_shows_the_same_place(
    filled: CompareView, session: Session, item: EvidenceItem, attack: RGB
) -> None:
    crop = (200, 100, 200, 200)
    wished = Pipeline("opencv", "nearest", (50, 50), crop)
    session.pipeline.set(wished)
    made = {entry: real_resize(attack, entry) for entry in (wished, wished.robust)}
    session.evidence.update(item, outputs=made)
    filled.open_output(wished)
    filled.detail.set_mode(Mode.PARTNER)
    assert np.array_equal(filled.detail.canvas.image, attack[100:300, 200:400])  # type: ignore[arg-type]
    filled.left.canvas.view.look_at(8, (300.0, 180.0))
    assert filled.detail.canvas.view.centre == (100.0, 80.0)
    filled.detail.canvas.view.look_at(8, (60.0, 70.0))
    assert filled.left.canvas.view.centre == (260.0, 170.0)
    filled.detail.set_mode(Mode.OUTPUT)
    filled.detail.canvas.hovered((40.5, 20.5))
    first, second = session.cursor.readings
    assert (first.pane, first.x, first.y) == ("Output", 10, 5)
    assert (second.pane, second.x, second.y) == ("Evidence", 240, 120)


def test_a_crop_that_does_not_fit_is_said(filled: CompareView, session: Session) -> None:
    session.pipeline.set(Pipeline("opencv", "nearest", (50, 50), (0, 0, 5000, 5000)))
    assert "does not lie in an image" in filled.trouble


def test_split_shows_each_side_of_the_divider(
    filled: CompareView, qtbot: QtBot, outputs: dict[Pipeline, RGB]
) -> None:
    filled.open_output(NEAREST)
    qtbot.keyClick(filled.detail.canvas, Qt.Key.Key_S)
    pane = filled.detail.pane
    assert pane.is_split
    assert pane.left.image is outputs[NEAREST]
    assert pane.right.image is filled.left.canvas.image
    both = pane.grab().toImage()
    alone = {side: side.grab().toImage() for side in (pane.left, pane.right)}
    y = pane.height() // 2 - 40
    for share, side in ((0.25, pane.left), (0.75, pane.right)):
        x = round(share * pane.width())
        assert both.pixelColor(x, y) == alone[side].pixelColor(x, y)
        assert pane.childAt(x, y) is side  # it hears the mouse
    qtbot.keyClick(pane.divider, Qt.Key.Key_Right)
    assert pane.position == pytest.approx(0.52)
    qtbot.mousePress(pane.divider, Qt.MouseButton.LeftButton)
    pane.divider.moved.emit(0.25 * pane.width())
    assert pane.divider.geometry().center().x() == pytest.approx(0.25 * pane.width(), abs=2)


def test_two_outputs_can_be_held_against_each_other(
    filled: CompareView, session: Session, outputs: dict[Pipeline, RGB], qtbot: QtBot
) -> None:
    other = Pipeline("pillow", "nearest", SHAPE)
    filled.open_output(NEAREST)
    filled.detail.partner_box.choose(other)
    assert filled.detail.canvas.image is outputs[other]
    qtbot.keyClick(filled.detail.canvas, Qt.Key.Key_Space)
    assert filled.detail.canvas.image is outputs[NEAREST]
    filled.detail.modes.gain_box.setCurrentIndex(GAINS.index(4))
    qtbot.keyClick(filled.detail.canvas, Qt.Key.Key_D)
    expected = amplified_difference(outputs[NEAREST], outputs[other], 4)
    assert np.array_equal(filled.detail.canvas.image, expected)
    filled.detail.canvas.hovered((403.7, 221.2))
    panes = [reading.pane for reading in session.cursor.readings]
    assert panes == ["Difference", "Evidence", "Output", "Other"]
    assert session.cursor.readings[3].rgb == tuple(int(value) for value in outputs[other][55, 100])


def test_every_pane_is_copied_pixel_by_pixel(
    filled: CompareView, session: Session, attack: RGB, outputs: dict[Pipeline, RGB], qtbot: QtBot
) -> None:
    def clipboard() -> RGB:
        qtbot.waitUntil(lambda: not session.jobs.is_busy)
        return rgb_of(QGuiApplication.clipboard().image())

    cell = cell_of(filled, NEAREST)
    cell.setFocus()
    qtbot.keyClick(cell, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(clipboard(), outputs[NEAREST])
    filled.left.canvas.setFocus()
    qtbot.keyClick(filled.left.canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(clipboard(), attack)
    filled.open_output(Pipeline("pillow", "area", SHAPE))
    filled.detail.exports.copy()
    assert np.array_equal(clipboard(), outputs[Pipeline("pillow", "area", SHAPE)])


def test_a_pane_is_saved_as_it_is_and_never_over_evidence(
    filled: CompareView,
    session: Session,
    outputs: dict[Pipeline, RGB],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    asked: list[str] = []

    def ask(_parent: object, _title: str, _evidence: object, ending: str, _kind: str) -> Path:
        asked.append(ending)
        return tmp_path / "saved.png"

    monkeypatch.setattr(exports, "ask_save_beside", ask)
    filled.open_output(NEAREST)
    filled.detail.exports.save()
    qtbot.waitUntil(lambda: not session.jobs.is_busy)
    assert asked == ["opencv-nearest-150x100.png"]
    evidence = read_evidence(tmp_path / "saved.png")
    assert np.array_equal(evidence.pixels, outputs[NEAREST])
    session.evidence.add(evidence)
    failures: list[object] = []
    session.jobs.job_failed.connect(lambda _, error: failures.append(error))
    filled.left.exports.save()
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], SaveError)
    assert np.array_equal(read_evidence(tmp_path / "saved.png").pixels, outputs[NEAREST])


def test_another_size_empties_the_grid(filled: CompareView, session: Session) -> None:
    session.pipeline.set_target_shape((50, 50))
    cell = filled.grid.board.cells[0]
    assert cell.note == "…"
    assert cell.pipeline == Pipeline("opencv", "nearest", (50, 50))


def test_clicking_a_cell_opens_it(filled: CompareView, qtbot: QtBot) -> None:
    qtbot.mouseClick(
        cell_of(filled, Pipeline("pillow", "nearest", SHAPE)), Qt.MouseButton.LeftButton, pos=QPoint(20, 20)
    )
    assert filled.opened == Pipeline("pillow", "nearest", SHAPE)
