"""Files that macOS hands over: “Open With” and a drop on the Dock come as events, not as arguments."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent


class OpenEvents(QObject):
    """Calls `opened` with every file that the system asks the application to open.

    Lives on the GUI thread as a child of the application, whose events it filters.
    """

    def __init__(self, application: QObject, opened: Callable[[Path], None]) -> None:
        super().__init__(application)
        self._opened = opened
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        """Take `QFileOpenEvent`s; all else goes its way."""
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return False
        self._opened(Path(event.file()))
        return True
