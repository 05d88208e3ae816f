"""Keys of the Compare view that work wherever the keyboard is in it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class DetailKeys:
    """Keys that are ours only while an output is shown large; in the grid, Space belongs to the cell."""

    def __init__(self, owner: QWidget, acts: Mapping[Qt.Key, Callable[[], None]]) -> None:
        self._shortcuts = [_shortcut(owner, key, act) for key, act in acts.items()]

    def set_enabled(self, enabled: bool) -> None:
        """Whether the keys are ours."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(enabled)


def _shortcut(owner: QWidget, key: Qt.Key, act: Callable[[], None]) -> QShortcut:
    shortcut = QShortcut(QKeySequence(key), owner)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.setEnabled(False)
    shortcut.activated.connect(act)
    return shortcut
