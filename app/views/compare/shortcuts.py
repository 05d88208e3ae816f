"""Keys of the Compare view that work wherever the keyboard is in it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class DetailKeys:
    """Space blinks, D shows the difference, others go back; only while an output is shown large."""

    def __init__(self, owner: QWidget, blink: Callable[[], None], difference: Callable[[], None]) -> None:
        self._shortcuts = [
            _shortcut(owner, Qt.Key.Key_Space, blink),
            _shortcut(owner, Qt.Key.Key_D, difference),
        ]
        self._owner = owner

    def add(self, key: Qt.Key, act: Callable[[], None]) -> None:
        """One key more."""
        self._shortcuts.append(_shortcut(self._owner, key, act))

    def set_enabled(self, enabled: bool) -> None:
        """Whether the keys are ours; in the grid, Space belongs to the cell."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(enabled)


def _shortcut(owner: QWidget, key: Qt.Key, act: Callable[[], None]) -> QShortcut:
    shortcut = QShortcut(QKeySequence(key), owner)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.setEnabled(False)
    shortcut.activated.connect(act)
    return shortcut
