"""Lets a whole window take drops, with an overlay that says so."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.widgets.drop_overlay import DropOverlay

Accepts = Callable[[QMimeData], bool]
Drop = Callable[[QMimeData], object]


class DropTarget(QObject):
    """Watches `window`; a child that takes drops itself (a well of the Craft view) comes first."""

    def __init__(self, window: QWidget, accepts: Accepts, drop: Drop) -> None:
        super().__init__(window)
        self._accepts = accepts
        self._drop = drop
        self.overlay = DropOverlay(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the four events of a drag."""
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDragMoveEvent):
            return self._hover(event)
        if kind == QEvent.Type.DragLeave:
            self.overlay.hide()
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def _hover(self, event: QDragMoveEvent) -> bool:
        if not self._accepts(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)  # never move: evidence stays where it is
        event.accept()
        self.overlay.appear()
        return True

    def _take(self, event: QDropEvent) -> bool:
        self.overlay.hide()
        if not self._accepts(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._drop(event.mimeData())
        return True
