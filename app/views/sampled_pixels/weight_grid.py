"""The weights of one output pixel: a table where it is small, a heatmap where it is large."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.theme import tokens
from app.views.sampled_pixels.heatmap import Scale
from app.views.sampled_pixels.output_canvas import MOVES
from app.views.sampled_pixels.weight_colours import weight_colours
from app.views.sampled_pixels.wording import figure
from app.widgets.image_canvas.layer import qimage
from app.widgets.image_canvas.mark_painting import paint_focus
from core.scaling.footprint import Footprint

LARGEST_CELL = 80.0
SMALLEST_FRAME = 7.0
"""The frame around the chosen cell is seen even where cells are dots."""
FAR = 10
BRIGHT = 140
"""Grey level from which a cell is so bright that its figure is written in black."""
GREY = np.array([0.299, 0.587, 0.114])
"""Shares of red, green and blue in brightness (ITU-R BT.601)."""


class WeightGrid(QWidget):
    """One cell per source pixel, coloured by weight; negative ones red. Figures where they fit.

    A cell is chosen by pointing at it, or with the arrow keys (Shift: ten at a time).
    """

    cell_chosen = Signal()
    """`cell` is another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._footprint: Footprint | None = None
        self._scale = Scale.LINEAR
        self.cell: tuple[int, int] | None = None
        self._picture = QImage()
        self.setMinimumSize(120, 96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Weights of the source pixels; arrow keys choose one")

    def sizeHint(self) -> QSize:
        return QSize(200, 160)

    def show_footprint(self, footprint: Footprint | None) -> None:
        """Show the weights of an output pixel, or nothing; the chosen cell stays where it exists."""
        self._footprint = footprint
        if footprint is None or (self.cell is not None and not _holds(footprint, self.cell)):
            self.cell = None
        if footprint is not None:
            rows, columns = footprint.weights.shape
            peak = np.abs(footprint.weights).max()
            self.setAccessibleDescription(f"{columns} × {rows} weights, the largest {peak:.4g}")
        self._colour()

    def show_scale(self, scale: Scale) -> None:
        """Colour linearly or logarithmically."""
        self._scale = scale
        self._colour()

    def _colour(self) -> None:
        if self._footprint is not None:
            self._picture = qimage(weight_colours(self._footprint.weights, self._scale))
        self.update()

    @property
    def cell_words(self) -> str:
        """Which source pixel the chosen cell is, and its weight; empty without one."""
        return self.words_at(*self.cell) if self.cell is not None else ""

    def choose(self, row: int, column: int) -> None:
        """Choose a cell of the footprint, the nearest one there is."""
        if self._footprint is not None:
            rows, columns = self._footprint.weights.shape
            cell = min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)
            if cell != self.cell:
                self.cell = cell
                self.update()
                self.cell_chosen.emit()

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
            self._paint_cell(painter, area, self._footprint.weights.shape)
        if self.hasFocus():
            paint_focus(painter, self.width(), self.height())
        painter.end()
        event.accept()

    def _paint_figures(self, painter: QPainter, area: QRectF, weights: NDArray[np.float64]) -> None:
        rows, columns = weights.shape
        width, height = area.width() / columns, area.height() / rows
        metrics = self.fontMetrics()
        if width < metrics.horizontalAdvance("−0.0000") or height < metrics.height():
            return
        bright = weight_colours(weights, self._scale) @ GREY > BRIGHT
        for (row, column), weight in np.ndenumerate(weights):
            cell = QRectF(area.left() + column * width, area.top() + row * height, width, height)
            painter.setPen(QColor("#000000" if bright[row, column] else "#ffffff"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, figure(weight))

    def _paint_cell(self, painter: QPainter, area: QRectF, shape: tuple[int, ...]) -> None:
        """A light frame in a dark one around the chosen cell, seen on every colour."""
        if self.cell is None:
            return
        width, height = area.width() / shape[1], area.height() / shape[0]
        cell = QRectF(area.left() + self.cell[1] * width, area.top() + self.cell[0] * height, width, height)
        across, down = max(0.0, SMALLEST_FRAME - width) / 2, max(0.0, SMALLEST_FRAME - height) / 2
        cell.adjust(-across, -down, across, down)
        for inset, colour in ((0, "#000000"), (1, "#ffffff")):
            painter.setPen(QColor(colour))
            painter.drawRect(cell.adjusted(inset, inset, -inset - 1, -inset - 1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if cell is not None:
            self.choose(*cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in MOVES or self._footprint is None:
            super().keyPressEvent(event)
            return
        rows, columns = self._footprint.weights.shape
        row, column = self.cell or (rows // 2, columns // 2)
        far = FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        right, down = MOVES[Qt.Key(event.key())]
        moved = (row + far * down, column + far * right) if self.cell is not None else (row, column)
        self.choose(*moved)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """The tooltip says what lies under the mouse."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        cell = self.cell_at(QPointF(event.pos()))
        QToolTip.showText(event.globalPos(), self.words_at(*cell) if cell else "", self)
        return True


def _holds(footprint: Footprint, cell: tuple[int, int]) -> bool:
    rows, columns = footprint.weights.shape
    return bool(cell[0] < rows and cell[1] < columns)
