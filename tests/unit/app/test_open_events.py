"""Files that macOS hands over as events are opened like any other."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QFileOpenEvent
from pytestqt.qtbot import QtBot

from app.open_events import OpenEvents


def test_a_file_handed_over_is_opened(qtbot: QtBot, tmp_path: Path) -> None:
    application, opened = QObject(), list[Path]()
    OpenEvents(application, opened.append)
    taken = QCoreApplication.sendEvent(application, QFileOpenEvent(str(tmp_path / "ä b.png")))
    assert taken
    assert opened == [tmp_path / "ä b.png"]


def test_other_events_go_their_way(qtbot: QtBot) -> None:
    application, opened = QObject(), list[Path]()
    OpenEvents(application, opened.append)
    QCoreApplication.sendEvent(application, QEvent(QEvent.Type.ApplicationActivate))
    assert opened == []
