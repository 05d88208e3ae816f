"""The triage table: filled by a scan, sorted by concern, filtered, opened."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.jobs.scan_job import ScanJob
from app.models import Session
from app.views.triage import TriageView, wording
from app.views.triage.table_model import COLUMNS, PIXELS_ROLE, WHY_COLUMN
from app.widgets.image_tile_picture import drawn_pixels
from core.detection.scan_file import Scanned
from core.detection.scan_record import ScanRecord
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from tests.support.pictures import picture

CLEAN = ScanRecord("sub/cup.png", 1, 1, "aa", 600, 400, "clean", 0.3, summary="Nothing was found.")
ATTACK = ScanRecord(
    *("trap.png", 1, 1, "bb", 512, 512, "attack", 0.0004, (64, 48), "opencv", "nearest", None),
    summary="This image hides a 64×48 picture.",
)
TINY = ScanRecord(
    *("tiny.png", 1, 1, "cc", 20, 20, "clean", 1.0),
    summary="At 20×20 pixels this image is too small to hide anything.",
    unsearched="small",
    note="The file holds 4 pictures; only the first is examined.",
)
ANIMATION = replace(CLEAN, file="waving.gif", pictures=4)
BROKEN = ScanRecord("broken.png", 1, 1, error="broken.png is not an image.")


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> TriageView:
    widget = TriageView(session)
    qtbot.addWidget(widget)
    widget.resize(1000, 600)
    return widget


@pytest.fixture
def filled(view: TriageView) -> TriageView:
    cat = np.ascontiguousarray(picture("chelsea.png")[:48, :64])
    view.table.rows.add([Scanned(Path("/x/sub/cup.png"), CLEAN, cat)])
    view.table.rows.add([Scanned(Path("/x/trap.png"), ATTACK, cat, cat)])
    view.table.rows.add([Scanned(Path("/x/broken.png"), BROKEN)])
    return view


def names(view: TriageView) -> list[str]:
    return [result.record.file for result in view.table.filter.shown]


def test_of_an_animation_the_verdict_says_that_it_is_of_the_first_picture() -> None:
    assert wording.verdict(ANIMATION) == "Clean, 1st of 4"
    assert wording.verdict(replace(ATTACK, pictures=4)) == "Attack"
    assert wording.verdict(CLEAN) == wording.verdict(replace(CLEAN, pictures=1)) == "Clean"


def test_a_scan_fills_the_table_and_says_how_fast(
    view: TriageView, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    Image.fromarray(picture("coffee.png")[:90, :120]).save(tmp_path / "cup.png")
    (tmp_path / "broken.png").write_bytes(b"no image")
    view.scan(tmp_path)
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=60_000)
    assert names(view) == ["cup.png", "broken.png"]
    assert view.state.text() == "2 images: 1 clean, 1 unreadable"
    assert "MP/s" in view.speed.text()
    assert view.controls.folder.text() == str(tmp_path)


def test_an_empty_folder_says_so(view: TriageView, session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    view.scan(tmp_path)
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    assert view.empty.words.text() == wording.EMPTY_FOLDER
    assert not view.controls.export.isEnabled()


def test_the_most_alarming_come_first(filled: TriageView) -> None:
    assert names(filled) == ["trap.png", "sub/cup.png", "broken.png"]
    filled.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert names(filled) == ["broken.png", "sub/cup.png", "trap.png"]


def test_cells_say_what_was_found(filled: TriageView) -> None:
    model = filled.table.filter
    row = {column.title: model.index(0, place).data() for place, column in enumerate(COLUMNS)}
    assert row["Verdict"] == "Attack"
    assert row["Target"] == "64×48"
    assert row["Pipeline"] == "OpenCV nearest"
    assert row["False alarms"] == "0.04 %"
    assert "hides" in row["Why"]
    assert model.index(0, 2).data(PIXELS_ROLE) is not None
    assert model.index(1, 2).data(PIXELS_ROLE) is None
    assert model.index(2, 1).data() == "Unreadable"


def test_rows_are_filtered_by_verdict_and_name(filled: TriageView) -> None:
    filled.controls.verdict.setCurrentText("Attack")
    assert names(filled) == ["trap.png"]
    filled.controls.verdict.setCurrentIndex(0)
    filled.controls.name.setText("CUP")
    assert names(filled) == ["sub/cup.png"]


def test_an_image_too_small_to_search_is_no_clean_one(filled: TriageView) -> None:
    filled.table.rows.add([Scanned(Path("/x/tiny.png"), TINY)])
    assert names(filled) == ["trap.png", "sub/cup.png", "broken.png", "tiny.png"]
    cells = [filled.table.filter.index(3, place).data() for place in range(len(COLUMNS))]
    assert cells[1] == "Too small"
    assert cells[5] == ""
    filled.controls.verdict.setCurrentText("Clean")
    assert names(filled) == ["sub/cup.png"]
    filled.controls.verdict.setCurrentText("Not searched")
    assert names(filled) == ["tiny.png"]
    assert wording.summary({"clean": 1, "unsearched": 2}, 3) == "3 images: 1 clean, 2 not searched"


def test_the_row_under_the_keyboard_is_put_into_words(filled: TriageView, qtbot: QtBot) -> None:
    assert filled.detail.isHidden()
    filled.table.rows.add([Scanned(Path("/x/tiny.png"), TINY)])
    filled.table.selectRow(0)
    assert not filled.detail.isHidden()
    assert filled.detail.file.text() == "trap.png — Attack"
    assert filled.detail.words.text() == ATTACK.summary
    for _ in range(3):
        qtbot.keyClick(filled.table, Qt.Key.Key_Down)
    assert filled.detail.words.text() == f"{TINY.summary} {TINY.note}"
    filled.table.rows.clear()
    assert filled.detail.isHidden()


def test_paths_are_copied(filled: TriageView) -> None:
    filled.table.selectRow(0)
    filled.table.copy_paths()
    assert QGuiApplication.clipboard().text() == str(Path("/x/trap.png"))


def test_reasons_have_a_column_where_there_is_room(filled: TriageView, qtbot: QtBot) -> None:
    table = filled.table
    table.setParent(None)
    qtbot.addWidget(table)
    table.resize(800, 400)
    with qtbot.waitExposed(table):
        table.show()
    assert table.isColumnHidden(WHY_COLUMN)
    table.resize(1500, 400)
    qtbot.waitUntil(lambda: not table.isColumnHidden(WHY_COLUMN))


def test_a_known_pipeline_is_asked_about(
    view: TriageView, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[ScanJob] = []
    monkeypatch.setattr(session.jobs, "start", jobs.append)
    session.pipeline.set(Pipeline("pillow", "nearest", (50, 60)))
    assert view.controls.known.toolTip().endswith("the pipeline above, Pillow nearest 60×50")
    view.scan(tmp_path)
    view.controls.known.click()
    session.pipeline.set(Pipeline("opencv", "bilinear", (32, 32)))
    assert view.controls.known.isChecked()
    assert view.controls.known.toolTip().startswith("Your service uses Pillow nearest 60×50")
    view.scan(tmp_path)
    first, second = (job.options.asked for job in jobs)
    assert first is None
    assert second is not None
    assert second.key == "pillow:nearest:60x50"


def test_a_small_picture_is_reduced_once(filled: TriageView, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def count(pixels: RGB, shape: tuple[int, int]) -> RGB:
        made.append(1)
        return drawn_pixels(pixels, shape)

    monkeypatch.setattr("app.views.triage.picture_delegate.drawn_pixels", count)
    filled.table.grab()
    once = len(made)
    filled.table.grab()
    assert once == len(made) > 0


def test_enter_opens_the_selected_rows(
    filled: TriageView, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("app.views.triage.view.open_paths", lambda _session, paths: opened.extend(paths))
    filled.table.selectRow(0)
    qtbot.keyClick(filled.table, Qt.Key.Key_Return)
    assert opened == [Path("/x/trap.png")]


def test_the_rows_shown_are_exported(
    filled: TriageView, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    file = tmp_path / "table"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    filled.controls.verdict.setCurrentText("Attack")
    filled.controls.export.setEnabled(True)
    filled.controls.export.click()
    qtbot.waitUntil(lambda: not session.jobs.is_busy)
    lines = file.with_suffix(".csv").read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("trap.png")


def test_the_table_is_painted_with_its_pictures(filled: TriageView, qtbot: QtBot) -> None:
    table = filled.table
    table.setParent(None)
    qtbot.addWidget(table)
    with qtbot.waitExposed(table):
        table.show()
    cell = table.visualRect(table.filter.index(0, 0))
    grabbed = table.viewport().grab(cell).toImage()
    colours = {grabbed.pixelColor(x, cell.height() // 2).name() for x in range(6, 54)}
    assert len(colours) > 10
