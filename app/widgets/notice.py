"""A sentence worth noticing: an icon and words in the colour of its severity."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.theme import tokens
from app.theme.icons import icon_pixmap
from app.widgets.image_tile import selectable_label

ICON_SIZE = 16


class Notice(QWidget):
    """Hidden while it has nothing to say. `icon` is one of resources/icons; the words carry the meaning."""

    def __init__(self, icon: str = "suspicious", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._picture = QLabel()
        self._words = selectable_label()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self._draw_icon()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on show; empty while hidden."""
        return self._words.text()

    def say(self, text: str) -> None:
        """Show `text`, or hide when it is empty."""
        self._words.setText(text)
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_words"):
            self._draw_icon()

    def _draw_icon(self) -> None:
        colour = tokens().suspicious
        self._picture.setPixmap(icon_pixmap(self._icon_name, colour, ICON_SIZE, self.devicePixelRatioF()))
