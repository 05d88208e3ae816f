"""A folder or file: typed in, chosen in a dialog, or dropped."""

from pathlib import Path
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

Kind = Literal["folder", "any"]


class PathField(QWidget):
    """A line to type in and a button that asks. `kind`: a folder only, or also a file that is dropped."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, kind: Kind = "folder") -> None:
        super().__init__(parent)
        self._name, self._kind = name, kind
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(
            "Choose a folder" if kind == "folder" else "Choose a folder or drop a file"
        )
        self.line.setAcceptDrops(False)
        self.button = QPushButton("Browse…")
        self.button.setAccessibleName(f"Browse for {name[:1].lower()}{name[1:]}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)
        self.setAcceptDrops(True)
        self.line.textChanged.connect(lambda _: self.changed.emit())
        self.button.clicked.connect(self._ask)

    @property
    def path(self) -> Path | None:
        """What is typed; None while nothing is."""
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    def set_path(self, path: Path | None) -> None:
        """Show a path."""
        self.line.setText("" if path is None else str(path))

    def _ask(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self._name, self.line.text())
        if name:
            self.line.setText(name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what fits."""
        if _dropped(event, self._kind) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what was dropped."""
        path = _dropped(event, self._kind)
        if path is not None:
            event.acceptProposedAction()
            self.set_path(path)


def _dropped(event: QDropEvent, kind: Kind) -> Path | None:
    for url in event.mimeData().urls():
        if url.isLocalFile():
            path = Path(url.toLocalFile())
            return path if kind == "any" or path.is_dir() else None
    return None
