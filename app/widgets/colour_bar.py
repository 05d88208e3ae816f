"""What the colours of a map stand for: a gradient with labelled ends."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import tokens
from app.widgets.colour_map import colour_table

BAR_HEIGHT = 12
GAP = 4

Tick = tuple[float, str]


class ColourBar(QWidget):
    """A horizontal gradient; `ticks` are (position 0..1, text)."""

    def __init__(self, colours: str | NDArray[np.uint8], parent: QWidget | None = None) -> None:
        """`colours`: the name of a colour map, or (N, 3) from low to high."""
        super().__init__(parent)
        table = colour_table(colours) if isinstance(colours, str) else colours
        self._gradient = QImage(table.tobytes(), len(table), 1, QImage.Format.Format_RGB888).copy()
        self._ticks: tuple[Tick, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_ticks(self, *ticks: Tick) -> None:
        """Label positions along the bar."""
        self._ticks = ticks
        self.setAccessibleName("Colours from " + " to ".join(text for _, text in ticks))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, BAR_HEIGHT + GAP + self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        bar = QRect(0, 0, self.width(), BAR_HEIGHT)
        painter.drawImage(bar, self._gradient)
        painter.setPen(QColor(tokens().border))
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.setPen(QColor(tokens().muted))
        for position, text in self._ticks:
            painter.drawText(self._room(position, text), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        event.accept()

    def _room(self, position: float, text: str) -> QRect:
        """Where a label goes: centred under its place, but inside the widget."""
        width = self.fontMetrics().horizontalAdvance(text) + 2
        left = round(position * self.width() - width / 2)
        left = max(0, min(left, self.width() - width))
        return QRect(left, BAR_HEIGHT + GAP, width, self.fontMetrics().height())
