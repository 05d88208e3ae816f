"""Start and Cancel, and how far the crafting is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from app.theme import set_icon
from app.widgets.image_tile import selectable_label


class RunBar(QWidget):
    """One row: Start or Cancel, progress bar, words."""

    start_requested = Signal()
    cancel_requested = Signal()
    copy_requested = Signal()
    batch_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start = QPushButton("Start crafting")
        self.start.setProperty("primary", True)
        self.start.setToolTip("Compute the attack image in the background (Ctrl+Return)")
        self.start.setShortcut("Ctrl+Return")
        self.cancel = QPushButton("Cancel")
        self.copy = QPushButton("Copy command")
        self.copy.setToolTip("Copy the command line that does the same")
        self.batch = QPushButton("Many at once…")
        self.batch.setToolTip("Craft every pair of a folder of sources and a folder of targets like this")
        set_icon(self.cancel, "stop")
        set_icon(self.copy, "copy")
        set_icon(self.batch, "grid")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(320)
        self.bar.setAccessibleName("Progress of crafting")
        self.words = selectable_label()
        self.start.clicked.connect(self.start_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.batch.clicked.connect(self.batch_requested)
        self._lay_out()
        self.set_running(False)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.start, self.cancel, self.copy, self.batch):
            row.addWidget(button)
        row.addWidget(self.bar, 1)
        row.addWidget(self.words, 1)
        row.addStretch(0)

    def set_ready(self, ready: bool) -> None:
        """Whether the form is complete."""
        self.start.setEnabled(ready)
        self.copy.setEnabled(ready)

    def set_running(self, running: bool) -> None:
        """Swap Start for Cancel, and show the bar while it runs."""
        focused = self.start.hasFocus() or self.cancel.hasFocus()
        for button in (self.start, self.copy, self.batch):
            button.setVisible(not running)
        self.cancel.setVisible(running)
        self.bar.setVisible(running)
        self.bar.setValue(0)
        self.words.setText("Starting" if running else "")
        if focused:  # the keyboard stays where one of the two was
            (self.cancel if running else self.start).setFocus()

    def show_progress(self, fraction: float, text: str) -> None:
        """How far it is; `fraction` in 0..1."""
        self.bar.setValue(round(1000 * fraction))
        self.words.setText(text)

    def say(self, words: str) -> None:
        """How it ended."""
        self.words.setText(words)
