"""What a view says while it has nothing to show: an icon, a title and a sentence."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.theme import tokens
from app.theme.icons import icon_pixmap

ICON_SIZE = 48
TEXT_WIDTH = 440


class EmptyState(QWidget):
    """Centred words; `say` replaces them."""

    def __init__(self, icon: str, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture, self.title, self.words = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.words.setFixedWidth(TEXT_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addStretch(2)
        for label in (self._picture, self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.say(icon, title, words)

    def say(self, icon: str, title: str, words: str) -> None:
        """Show another icon of resources/icons, title and sentence."""
        self._icon = icon
        self.title.setText(title)
        self.words.setText(words)
        # An aligned label is given its height hint, which knows nothing of the width it wraps at.
        self.words.setMinimumHeight(max(0, self.words.heightForWidth(TEXT_WIDTH)))
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon in the new theme's colour."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "words"):
            self._draw_icon()

    def _draw_icon(self) -> None:
        self._picture.setPixmap(icon_pixmap(self._icon, tokens().muted, ICON_SIZE, self.devicePixelRatioF()))
