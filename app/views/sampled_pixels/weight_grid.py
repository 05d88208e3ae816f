"""The weights of one output pixel: a table where it is small, a heatmap where it is large."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.theme import tokens
from app.widgets.colour_map import INFLUENCE_MAP, colour_table
from app.widgets.image_canvas.layer import qimage
from core.scaling.footprint import Footprint

LARGEST_CELL = 80.0
NEGATIVE = np.array([214, 69, 65], np.float32)
BRIGHT = 0.55
"""Share of the peak from which a cell is so bright that its figure is written in black."""


class WeightGrid(QWidget):
    """One cell per source pixel, coloured by weight; negative ones red. Figures where they fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._footprint: Footprint | None = None
        self._picture = QImage()
        self.setMinimumSize(120, 96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Weights of the source pixels")

    def sizeHint(self) -> QSize:
        return QSize(200, 160)

    def show_footprint(self, footprint: Footprint | None) -> None:
        """Show the weights of an output pixel, or nothing."""
        self._footprint = footprint
        if footprint is not None:
            self._picture = qimage(weight_colours(footprint.weights))
            rows, columns = footprint.weights.shape
            peak = np.abs(footprint.weights).max()
            self.setAccessibleDescription(f"{columns} × {rows} weights, the largest {peak:.4g}")
        self.update()

    def cell_at(self, position: QPointF) -> tuple[int, int] | None:
        """(row, column) of the cell under a position; None beside the cells."""
        if self._footprint is None:
            return None
        area, (rows, columns) = self._area(), self._footprint.weights.shape
        if not area.contains(position):
            return None
        row = int((position.y() - area.top()) / area.height() * rows)
        column = int((position.x() - area.left()) / area.width() * columns)
        return min(row, rows - 1), min(column, columns - 1)

    def words_at(self, row: int, column: int) -> str:
        """Which source pixel a cell is, and its weight."""
        if self._footprint is None:
            return ""
        x, y = self._footprint.columns[column], self._footprint.rows[row]
        return f"source pixel {x}, {y}: weight {self._footprint.weights[row, column]:.4g}"

    def _area(self) -> QRectF:
        """Where the cells lie: square, in the middle, not larger than they need to be."""
        if self._footprint is None:
            return QRectF()
        rows, columns = self._footprint.weights.shape
        side = min((self.width() - 2) / columns, (self.height() - 2) / rows, LARGEST_CELL)
        width, height = columns * side, rows * side
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._footprint is not None:
            area = self._area()
            painter.drawImage(area, self._picture)
            self._paint_figures(painter, area, self._footprint.weights)
            painter.setPen(QColor(tokens().border))
            painter.drawRect(area)
        painter.end()
        event.accept()

    def _paint_figures(self, painter: QPainter, area: QRectF, weights: NDArray[np.float64]) -> None:
        rows, columns = weights.shape
        width, height = area.width() / columns, area.height() / rows
        metrics = self.fontMetrics()
        if width < metrics.horizontalAdvance("−0.0000") or height < metrics.height():
            return
        peak = np.abs(weights).max()
        for (row, column), weight in np.ndenumerate(weights):
            cell = QRectF(area.left() + column * width, area.top() + row * height, width, height)
            painter.setPen(QColor("#000000" if weight > BRIGHT * peak else "#ffffff"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, figure(weight))

    def event(self, event: QEvent) -> bool:
        """The tooltip says what lies under the mouse."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        cell = self.cell_at(QPointF(event.pos()))
        QToolTip.showText(event.globalPos(), self.words_at(*cell) if cell else "", self)
        return True


def figure(weight: float) -> str:
    """A weight with four digits after the point; one that would round to zero by its magnitude."""
    tiny = 0 < abs(weight) < 5e-5
    words = f"{weight:.0e}".replace("e-0", "e-") if tiny else f"{weight:.4f}"
    return words.replace("-", "−")


def weight_colours(weights: NDArray[np.float64]) -> NDArray[np.uint8]:
    """RGB (R, C, 3): the influence map's colours up to the largest weight, negative ones in reds."""
    share = weights / np.abs(weights).max()
    table = colour_table(INFLUENCE_MAP)
    colours = table[np.rint(255 * np.clip(share, 0, 1)).astype(np.intp)]
    red = NEGATIVE * (0.4 + 0.6 * np.minimum(1, 5 * np.abs(share)))[..., None]
    return np.asarray(np.where((share < 0)[..., None], np.rint(red), colours), np.uint8)
