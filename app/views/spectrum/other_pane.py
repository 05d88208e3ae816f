"""The spectrum that the evidence's is compared with, or why there is none."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.views.spectrum.picture import SpectrumPicture
from app.widgets.elided_label import ElidedLabel
from app.widgets.pane_bar import PaneBar


class OtherPane(QWidget):
    """Moves along with the picture it is compared with."""

    def __init__(self, leader: SpectrumPicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = ElidedLabel()
        self.caption.setProperty("role", "heading")
        self.picture = SpectrumPicture("Spectrum of the other version")
        self.picture.follow(leader)
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.words.setMargin(24)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.words)
        self._stack.addWidget(self.picture)
        bar = PaneBar(self.caption)
        bar.row.setStretchFactor(self.caption, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)

    @property
    def is_showing(self) -> bool:
        """Whether a spectrum is on show rather than words."""
        return self._stack.currentWidget() is self.picture

    def say(self, sentence: str) -> None:
        """Show words in place of the spectrum."""
        self.words.setText(sentence)
        self._stack.setCurrentWidget(self.words)

    def show_picture(self) -> None:
        """Show the spectrum."""
        self._stack.setCurrentWidget(self.picture)
