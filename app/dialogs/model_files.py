"""Which model, and which file names its outputs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.settings import Settings
from core.classification.formats import FORMATS

NO_LABELS = "none: the outputs are numbered"
MODEL_FILTER = "Models ({});;All files (*)"
LABELS_FILTER = "Labels (*.txt *.json *.names);;All files (*)"
PLACEHOLDER = "model.keras, model.h5, model.tflite, or a SavedModel's folder"


class ModelFiles(QWidget):
    """Two lines: the model's path, and its labels in a few words, each with buttons to choose."""

    edited = Signal()
    """The path has changed by a letter."""
    named = Signal()
    """The path was typed to its end or chosen."""
    labels_wanted = Signal(object)
    """Path of a labels file, or None for no labels."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.path_edit = QLineEdit()
        self.labels_words = QLabel(NO_LABELS)
        self._lay_out()
        self.path_edit.textChanged.connect(lambda _: self.edited.emit())
        self.path_edit.editingFinished.connect(self._finished)

    @property
    def path(self) -> Path | None:
        """What is entered; None for nothing."""
        text = self.path_edit.text().strip()
        return Path(text) if text else None

    def set_path(self, path: Path) -> None:
        """Enter a path, as if chosen."""
        self.path_edit.setText(str(path))
        self.named.emit()

    def show_labels(self, labels: tuple[str, ...]) -> None:
        """How many there are, and the first."""
        shown = ", ".join(labels[:3]) + (", …" if len(labels) > 3 else "")
        words = f"{len(labels)}: {shown}" if labels else NO_LABELS
        self.labels_words.setText(words if len(words) < 60 else f"{words[:58]} …")
        self.labels_words.setToolTip("\n".join(labels[:40]))

    def _finished(self) -> None:
        if self.path_edit.isModified():
            self.path_edit.setModified(False)
            self.named.emit()

    @property
    def _start(self) -> str:
        return str(self.path.parent) if self.path is not None else str(self._settings.get("folder"))

    def _ask_file(self) -> None:
        patterns = " ".join(f"*{suffix}" for kind in FORMATS for suffix in kind.suffixes)
        filters = MODEL_FILTER.format(patterns)
        name, _ = QFileDialog.getOpenFileName(self, "Choose a model", self._start, filters)
        if name:
            self.set_path(Path(name))

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Choose a SavedModel's folder", self._start)
        if name:
            self.set_path(Path(name))

    def _ask_labels(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose the labels", self._start, LABELS_FILTER)
        if name:
            self.labels_wanted.emit(Path(name))

    def _lay_out(self) -> None:
        label = QLabel("&Model")
        label.setBuddy(self.path_edit)
        self.path_edit.setAccessibleName("Model file or folder")
        self.path_edit.setPlaceholderText(PLACEHOLDER)
        self.path_edit.setMinimumWidth(320)
        self.labels_words.setProperty("role", "muted")
        file, folder = _button("&File…", self._ask_file), _button("Fol&der…", self._ask_folder)
        choose = _button("Choose l&abels…", self._ask_labels)
        clear = _button("Clea&r", lambda: self.labels_wanted.emit(None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(_row(label, self.path_edit, file, folder))
        column.addLayout(_row(QLabel("Labels"), self.labels_words, choose, clear))


def _button(text: str, run: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: run())
    return button


def _row(label: QLabel, middle: QWidget, *buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(label)
    row.addWidget(middle, 1)
    for button in buttons:
        row.addWidget(button)
    return row
