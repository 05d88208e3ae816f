"""The path field and the colour button: what is chosen, dropped or typed is told once."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent
from PySide6.QtWidgets import QColorDialog, QFileDialog
from pytestqt.qtbot import QtBot

from app.widgets.colour_button import ColourButton
from app.widgets.path_field import PathField


def drop(field: PathField, path: Path) -> None:
    """Let a file go over the field."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    field.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))


def test_a_folder_is_browsed_for(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    field = PathField("Sources")
    qtbot.addWidget(field)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    with qtbot.waitSignal(field.changed):
        field.button.click()
    assert field.path == tmp_path
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    field.button.click()
    assert field.path == tmp_path


def test_what_is_dropped_must_fit(qtbot: QtBot, tmp_path: Path, chelsea_path: Path) -> None:
    folders, anything = PathField("Folder"), PathField("Sources", kind="any")
    qtbot.addWidget(folders)
    qtbot.addWidget(anything)
    drop(folders, chelsea_path)
    assert folders.line.text() == ""
    drop(folders, tmp_path)
    assert folders.path == tmp_path
    drop(anything, chelsea_path)
    assert anything.path == chelsea_path


def test_a_colour_is_asked_for(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    button = ColourButton("Colour", "#ffffff")
    qtbot.addWidget(button)
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor("#102030"))
    with qtbot.waitSignal(button.changed):
        button.click()
    assert button.rgb == (0x10, 0x20, 0x30)
    assert "#102030" in button.accessibleName()
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor())  # the dialog was cancelled
    with qtbot.assertNotEmitted(button.changed):
        button.click()
