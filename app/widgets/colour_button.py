"""A button that shows a colour and asks for another."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QColorDialog, QPushButton, QWidget

from app.theme import tokens

SWATCH = QSize(16, 16)


class ColourButton(QPushButton):
    """Shows a swatch and the colour as #rrggbb."""

    changed = Signal()

    def __init__(self, name: str, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._colour = QColor(colour)
        self.setIconSize(SWATCH)
        self.clicked.connect(self._ask)
        self._show()

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green and blue, 0..255."""
        return self._colour.red(), self._colour.green(), self._colour.blue()

    def set_colour(self, colour: QColor) -> None:
        """Show a colour, and tell when it is another."""
        if colour.isValid() and colour != self._colour:
            self._colour = colour
            self._show()
            self.changed.emit()

    def _ask(self) -> None:
        self.set_colour(QColorDialog.getColor(self._colour, self, self._name))

    def _show(self) -> None:
        swatch = QPixmap(SWATCH)
        swatch.fill(QColor(tokens().muted))  # an edge, so that it shows on any ground
        painter = QPainter(swatch)
        painter.fillRect(swatch.rect().adjusted(1, 1, -1, -1), self._colour)
        painter.end()
        self.setIcon(QIcon(swatch))
        self.setText(self._colour.name())
        self.setAccessibleName(f"{self._name}: {self._colour.name()}")
        self.setToolTip(f"{self._name}; press to choose another")
