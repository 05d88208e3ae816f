"""Start and Cancel, and how far the crafting is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.theme import set_icon
from app.widgets.image_tile import selectable_label

MARGIN = 16


class RunBar(QFrame):
    """One row: Start or Cancel, progress bar and what is being done; below, how it ended."""

    start_requested = Signal()
    cancel_requested = Signal()
    copy_requested = Signal()
    batch_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("run_bar")
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
        self.status = QLabel()
        self.words = selectable_label()
        self.start.clicked.connect(self.start_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.batch.clicked.connect(self.batch_requested)
        self._lay_out()
        self.set_running(False)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.start, self.cancel, self.copy, self.batch):
            row.addWidget(button)
        row.addWidget(self.bar, 1)
        row.addWidget(self.status)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 8, MARGIN, 8)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.words)

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
        self.status.setVisible(running)
        self.bar.setValue(0)
        self.status.setText("Starting" if running else "")
        self.say("")
        if focused:  # the keyboard stays where one of the two was
            (self.cancel if running else self.start).setFocus()

    def show_progress(self, fraction: float, text: str) -> None:
        """How far it is; `fraction` in 0..1."""
        self.bar.setValue(round(1000 * fraction))
        self.status.setText(text)

    def say(self, words: str, *, failed: bool = False) -> None:
        """How it ended; nothing where the result speaks for itself."""
        self.words.setText(words)
        self.words.setProperty("role", "error" if failed else "")
        self.words.style().polish(self.words)
        self.words.setVisible(bool(words))

    def forget_failure(self) -> None:
        """Take back the sentence of a failure: what it was about is no longer what stands in the form."""
        if self.words.property("role") == "error":
            self.say("")
