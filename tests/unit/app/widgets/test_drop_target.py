"""Drops on the whole window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.widgets.drop_target import DropTarget
from tests.support.drops import drop_files


class Window(QWidget):
    """A window with a drop target that takes urls."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[str] = []
        self.target = DropTarget(self, QMimeData.hasUrls, self.take)

    def take(self, mime: QMimeData) -> None:
        """Note the first name."""
        self.taken.append(mime.urls()[0].fileName())


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    widget = Window()
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    widget.show()
    return widget


def enter(window: QWidget, mime: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(
        QPoint(10, 10),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(window, event)
    return event


def urls(path: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    return mime


def test_a_welcome_drag_raises_the_overlay_and_never_moves_the_file(window: Window, tmp_path: Path) -> None:
    event = enter(window, urls(tmp_path / "a.png"))
    assert event.isAccepted()
    assert event.dropAction() == Qt.DropAction.CopyAction
    assert window.target.overlay.isVisible()
    assert window.target.overlay.geometry() == window.rect()
    window.resize(500, 200)
    assert window.target.overlay.geometry() == window.rect()
    QCoreApplication.sendEvent(window, QDragLeaveEvent())
    assert window.target.overlay.isHidden()


def test_another_drag_is_left_alone(window: Window) -> None:
    mime = QMimeData()
    mime.setText("words")
    event = enter(window, mime)
    assert not event.isAccepted() or event.dropAction() == Qt.DropAction.IgnoreAction
    assert window.target.overlay.isHidden()


def test_a_drop_is_handed_on_and_the_overlay_goes(window: Window, tmp_path: Path) -> None:
    assert drop_files(window, [tmp_path / "a.png"])
    assert window.taken == ["a.png"]
    assert window.target.overlay.isHidden()
