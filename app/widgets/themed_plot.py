"""A pyqtgraph plot in the colours of the theme, which can be moved by keyboard."""

import pyqtgraph
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.theme import tokens
from app.theme.plots import configure_plots

ZOOM_STEP = 0.8
PAN_SHARE = 0.1
PANS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class ThemedPlot(pyqtgraph.PlotWidget):
    """Wheel zooms, dragging pans; + − 0 and arrows do the same. Subclasses extend `restyle`."""

    def __init__(self, name: str, bottom: str, left: str, parent: QWidget | None = None) -> None:
        configure_plots(tokens())
        super().__init__(parent)
        self._labels = {"bottom": bottom, "left": left}
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.restyle()

    def restyle(self) -> None:
        """Take the colours of the theme in force."""
        colours = tokens()
        self.setBackground(colours.base)
        for side, text in self._labels.items():
            axis = self.getAxis(side)
            axis.setPen(colours.border)
            axis.setTextPen(colours.muted)
            axis.setLabel(text, color=colours.muted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_labels"):
            self.restyle()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """A frame while the plot has the keyboard; a style sheet's border would cut the axes' labels."""
        super().drawForeground(painter, rect)
        if self.hasFocus():
            painter.save()
            painter.resetTransform()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens().accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
            painter.restore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        box = self.getViewBox()
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            box.scaleBy((ZOOM_STEP, ZOOM_STEP))
        elif event.key() in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            box.scaleBy((1 / ZOOM_STEP, 1 / ZOOM_STEP))
        elif event.key() == Qt.Key.Key_0:
            self.show_all()
        elif event.key() in PANS:
            self._pan(*PANS[Qt.Key(event.key())])
        else:
            event.ignore()

    def show_all(self) -> None:
        """Show everything the plot holds."""
        self.getViewBox().autoRange(padding=0)

    def _pan(self, right: int, down: int) -> None:
        box = self.getViewBox()
        (x0, x1), (y0, y1) = box.viewRange()
        upward = 1 if box.yInverted() else -1
        box.translateBy(x=right * PAN_SHARE * (x1 - x0), y=down * upward * PAN_SHARE * (y1 - y0))
