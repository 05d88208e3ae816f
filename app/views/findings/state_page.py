"""What Findings shows while there is no verdict: nothing loaded, inspecting, or failed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.theme import set_icon, tokens
from app.theme.icons import icon_pixmap
from app.widgets.image_tile import selectable_label
from app.widgets.section import with_role

ICON = 48
COLUMN = 520


class StatePage(QWidget):
    """Icon, title, words, and either a progress bar or a button, centred."""

    action_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = "drop"
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title = with_role(selectable_label(), "title")
        self.words = with_role(selectable_label(), "muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the inspection")
        self.action = QPushButton()
        self.action.clicked.connect(self.action_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(COLUMN)
        column = QVBoxLayout(inner)
        column.setSpacing(16)
        column.addStretch(2)
        for label in (self._icon, self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addWidget(self.bar)
        column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(inner, 8)
        outer.addStretch(1)

    def _say(self, icon_name: str, title: str, words: str, *, busy: bool = False) -> None:
        self._icon_name = icon_name
        self._draw_icon()
        self.title.setText(title)
        self.words.setText(words)
        self.words.setVisible(bool(words) or busy)
        self.bar.setVisible(busy)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon in the new theme's colour."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "action"):
            self._draw_icon()

    def _draw_icon(self) -> None:
        pixmap = icon_pixmap(self._icon_name, tokens().muted, ICON, self.devicePixelRatioF())
        self._icon.setPixmap(pixmap)

    def _offer(self, text: str, icon_name: str) -> None:
        self.action.setVisible(bool(text))
        if text:
            self.action.setText(text)
            set_icon(self.action, icon_name)

    def show_empty(self) -> None:
        """Nothing is loaded."""
        words = (
            "Aliascope says whether another picture is hidden in it: which size and library bring it out, "
            "and what it looks like."
        )
        self._say("drop", "Drop a suspicious image here", words)
        self._offer("Open…", "open")

    def show_inspecting(self, name: str) -> None:
        """An inspection runs, or is about to."""
        self._say("inspect", f"Inspecting {name}", "Starting", busy=True)
        self.bar.setValue(0)
        self._offer("", "")

    def show_progress(self, fraction: float, text: str) -> None:
        """How far it is; `fraction` in 0..1."""
        self.bar.setValue(round(1000 * fraction))
        self.words.setText(text)

    def show_error(self, name: str, sentence: str) -> None:
        """The inspection failed for a reason the user can understand."""
        self._say("error", f"{name} could not be inspected", sentence)
        self._offer("Inspect again", "refresh")

    def show_stopped(self, name: str) -> None:
        """The user cancelled the inspection."""
        self._say("stop", f"The inspection of {name} was cancelled", "Nothing is known about this image yet.")
        self._offer("Inspect", "inspect")
