"""Copy and save what a pane shows: menu, keys and buttons. Never a lossy format, never over evidence."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from app import flows
from app.dialogs.save_beside import ask_save_beside
from app.models import Session
from app.theme import set_icon
from core.images import RGB

COPY_KEYS, SAVE_KEYS = "Ctrl+C", "Ctrl+Alt+S"


@dataclass(frozen=True, eq=False)
class Picture:
    """What a pane shows: its name, and its pixels (H, W, 3) uint8 as they are, not as they are drawn."""

    name: str
    pixels: RGB


class PaneExports(QObject):
    """The actions of one pane; `picture` is asked when one is used, None: nothing there yet."""

    def __init__(self, pane: QWidget, session: Session, picture: Callable[[], Picture | None]) -> None:
        super().__init__(pane)
        self._pane, self._session, self._picture = pane, session, picture
        self.copy_action = self._action("Copy", COPY_KEYS, "copy", self.copy)
        self.save_action = self._action("Save…", SAVE_KEYS, "save", self.save)
        pane.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _action(self, text: str, keys: str, icon: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self._pane)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        set_icon(action, icon)
        action.setToolTip(f"{text.removesuffix('…')} this picture, every pixel as it is ({keys})")
        action.triggered.connect(lambda: act())
        self._pane.addAction(action)
        return action

    def buttons(self) -> tuple[QToolButton, QToolButton]:
        """A button per action."""
        return _button(self.copy_action), _button(self.save_action)

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        picture = self._picture()
        if picture is not None:
            flows.copy_pixels(self._session, picture.pixels, picture.name)

    def save(self) -> None:
        """Ask where to and write the picture."""
        picture, item = self._picture(), self._session.evidence.current
        if picture is None or item is None:
            return
        ending = f"{file_words(picture.name)}.png"
        path = ask_save_beside(self._pane, f"Save {picture.name}", item.evidence, ending, "Lossless image")
        if path is not None:
            flows.save_pixels(self._session, picture.pixels, path)


def file_words(name: str) -> str:
    """A name as part of a file name: "OpenCV bilinear 224×224" becomes "opencv-bilinear-224x224"."""
    plain = name.lower().replace("×", "x").replace("−", "minus")
    return re.sub(r"[^\w.]+", "-", plain).strip("-.")


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setAutoRaise(True)
    button.setAccessibleName(action.toolTip().partition(" (")[0])
    return button
