"""One cell of the grid: an output drawn honestly small, with its name and its distance in words."""

import math

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.theme import tokens
from app.views.compare.cell_words import LINES, Line, cell_lines, note_words, paint_lines
from app.views.compare.comparison import Comparison
from app.widgets.image_canvas.layer import Layer, qimage
from app.widgets.image_canvas.placement import Placement, place
from app.widgets.image_canvas.view_state import CanvasView
from core.images.arrays import RGB
from core.scaling.catalogue import algorithm
from core.scaling.pipeline import Pipeline

PADDING, GAP, EDGE = 8, 4, 5
SHORTEST_PICTURE, TALLEST_PICTURE = 48, 160
MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class OutputCell(QAbstractButton):
    """A button; Enter, Space or a click opens the output.

    One whose output is not there yet keeps the keyboard: it is not disabled, it `is_there` or not.
    """

    moved = Signal(int, int)
    """Rows and columns by which an arrow key moves the focus."""
    pointed = Signal(QPointF)
    """Where the mouse is, in the cell's pixels."""
    pointer_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pipeline: Pipeline | None = None
        self.comparison: Comparison | None = None
        self.output: RGB | None = None
        self.note = "—"
        self._chosen = False
        self._layer: Layer | None = None
        self._view = CanvasView(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)

    @property
    def is_there(self) -> bool:
        """Whether there is an output to open."""
        return self.output is not None

    def clear(self) -> None:
        """Keep no picture."""
        self.pipeline = self.comparison = self.output = self._layer = None

    def show_output(
        self,
        pipeline: Pipeline,
        output: RGB | None,
        comparison: Comparison | None,
        waiting: str,
        chosen: bool = False,
    ) -> None:
        """Show an output and how it compares; `waiting` stands where a number will be.

        `chosen` marks the pipeline in the toolbar.
        """
        note = note_words(comparison, waiting)
        state = (pipeline, comparison, note, chosen)
        if output is self.output and state == (self.pipeline, self.comparison, self.note, self._chosen):
            return
        self.pipeline, self.comparison, self.note, self._chosen = state
        if output is not self.output:
            self.output, self._layer = output, None if output is None else Layer(output)
        self._describe(pipeline)
        self.update()

    def _describe(self, pipeline: Pipeline) -> None:
        words = f"{pipeline.label}: {self.note if self.is_there else 'not there yet'}"
        if self.comparison is not None and not self.comparison.is_robust:
            words = f"{pipeline.label}: {self.comparison.distance:.1f} grey levels from the robust output"
            words += "; it shows something else" if self.comparison.differs else ""
        self.setAccessibleName(words + (" (chosen pipeline)" if self._chosen else ""))
        explanation = algorithm(pipeline.library, pipeline.algorithm).explanation
        self.setToolTip(f"{self.accessibleName()}\n{explanation}")

    def pixel_at(self, position: QPointF) -> tuple[int, int] | None:
        """Column and row of the output's pixel under a place in the cell; None beside the picture."""
        spot = self._spot(self._room())
        if spot is None or self._layer is None:
            return None
        columns, rows = self._layer.size
        corner = self._corner(spot)
        ratio = self.devicePixelRatioF()
        column = math.floor((position.x() - corner.x()) * ratio * columns / spot.drawn[0])
        row = math.floor((position.y() - corner.y()) * ratio * rows / spot.drawn[1])
        return (column, row) if 0 <= column < columns and 0 <= row < rows else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit(event.position())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointer_left.emit()
        super().leaveEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(128, 176)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 128)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in MOVES:
            self.moved.emit(*MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self._room()
        spot = self._spot(room)
        drawn = self._drawn_height(spot)
        self._paint_frame(painter)
        if spot is not None:
            self._paint_picture(painter, spot)
        top = _top(room, drawn) + drawn + GAP
        paint_lines(painter, self._lines(), QRect(EDGE, top, self.width() - 2 * EDGE, 0))
        painter.end()
        event.accept()

    def _paint_frame(self, painter: QPainter) -> None:
        colours = tokens()
        differs = self.comparison is not None and self.comparison.differs
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.hover if self.underMouse() and self.is_there else colours.panel))
        painter.setPen(QPen(QColor(colours.attack if differs else colours.border), 2 if differs else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 4, 4)

    def _spot(self, room: QRect) -> Placement | None:
        """Where the picture lies in its room, in device pixels."""
        if self._layer is None or room.height() < PADDING:
            return None
        ratio = self.devicePixelRatioF()
        viewport = (round(room.width() * ratio), round(room.height() * ratio))
        return place(self._view, self._layer.size, viewport, 0)

    def _room(self) -> QRect:
        """What the words leave to the picture."""
        below = PADDING + LINES * self.fontMetrics().height() + GAP
        return self.rect().adjusted(PADDING, PADDING, -PADDING, -below)

    def _drawn_height(self, spot: Placement | None) -> int:
        return math.ceil(spot.drawn[1] / self.devicePixelRatioF()) if spot else 0

    def _corner(self, spot: Placement) -> QPointF:
        """Where the picture starts, on a whole device pixel."""
        ratio, room = self.devicePixelRatioF(), self._room()
        left = (max(0, spot.offset[0]) + round(room.left() * ratio)) / ratio
        return QPointF(left, round(_top(room, self._drawn_height(spot)) * ratio) / ratio)

    def _paint_picture(self, painter: QPainter, spot: Placement) -> None:
        if self._layer is None:
            return
        rows, columns = spot.visible()
        picture = qimage(self._layer.part(spot.scales(self._layer.size), rows, columns))
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        painter.drawImage(self._corner(spot), picture)

    def _lines(self) -> list[Line]:
        if self.pipeline is None:
            return []
        differs = self.comparison is not None and self.comparison.differs
        width = self.width() - 2 * EDGE
        return cell_lines(self.pipeline, self.note, self.font(), width, differs=differs, chosen=self._chosen)


def _top(room: QRect, drawn: int) -> int:
    """Where a picture of `drawn` pixels starts, in the middle of its room."""
    return room.top() + max(0, room.height() - drawn) // 2


def height_for(metrics: QFontMetrics, width: int, shape: tuple[int, int]) -> int:
    """What a picture of `shape` (h, w) and its words need in a cell of `width`."""
    room = width - 2 * PADDING
    picture = max(SHORTEST_PICTURE, min(room * shape[0] // shape[1], room, TALLEST_PICTURE))
    return picture + LINES * metrics.height() + 2 * PADDING + GAP
