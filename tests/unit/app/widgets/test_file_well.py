"""The file well: takes a dropped file, opens a dialog by click and Enter, says what it holds."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.widgets.file_well import FileWell
from core.images.arrays import RGB


@pytest.fixture
def well(qtbot: QtBot) -> FileWell:
    """A well on screen."""
    widget = FileWell("Source", "Drop the source here")
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    widget.show()
    return widget


def drop(well: FileWell, url: QUrl) -> QDropEvent:
    """Drag `url` over the well and let it go."""
    mime = QMimeData()
    mime.setUrls([url])
    details = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    well.dragEnterEvent(QDragEnterEvent(well.rect().center(), *details))
    event = QDropEvent(QPointF(well.rect().center()), *details)
    well.dropEvent(event)
    return event


def test_a_dropped_file_is_reported(qtbot: QtBot, well: FileWell, astronaut_path: Path) -> None:
    with qtbot.waitSignal(well.file_chosen) as chosen:
        drop(well, QUrl.fromLocalFile(str(astronaut_path)))
    assert chosen.args == [astronaut_path]


def test_something_that_is_not_a_local_file_is_not_taken(qtbot: QtBot, well: FileWell) -> None:
    with qtbot.assertNotEmitted(well.file_chosen):
        drop(well, QUrl("https://example.org/cat.png"))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_ask_for_a_file(
    qtbot: QtBot, well: FileWell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key: Qt.Key
) -> None:
    answer = (str(tmp_path / "a.png"), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: answer)
    with qtbot.waitSignal(well.file_chosen) as chosen:
        qtbot.keyClick(well, key)
    assert chosen.args == [tmp_path / "a.png"]


def test_a_dismissed_dialog_reports_nothing(
    qtbot: QtBot, well: FileWell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: ("", ""))
    with qtbot.assertNotEmitted(well.file_chosen):
        qtbot.mouseClick(well, Qt.MouseButton.LeftButton)


def test_it_says_name_and_size_of_its_image(well: FileWell, coffee: RGB) -> None:
    well.set_image(coffee, "coffee.png")
    assert "coffee.png" in well.words
    assert "600×400" in well.words
    assert well.accessibleDescription() == well.words


def test_a_bad_file_leaves_a_sentence_and_no_picture(well: FileWell, coffee: RGB) -> None:
    well.set_image(coffee, "coffee.png")
    well.set_error("notes.txt is not an image.")
    assert well.words == "notes.txt is not an image."
    assert well.pixels is None
    well.set_image(coffee, "coffee.png")
    assert well.error is None
