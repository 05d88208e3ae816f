"""One cell of the grid: an output drawn honestly small, with its name and its distance in words."""

import math

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.theme import tokens
from app.views.compare.comparison import Comparison, robust_pipeline
from app.widgets.image_canvas.layer import Layer, qimage
from app.widgets.image_canvas.placement import Placement, place
from app.widgets.image_canvas.view_state import CanvasView
from core.images.arrays import RGB
from core.scaling.catalogue import algorithm, library
from core.scaling.pipeline import Pipeline

Words = tuple[str, str, bool]
"""A line of text, its colour and whether it is bold."""

PADDING, GAP = 8, 4
LINES = 5
MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class OutputCell(QAbstractButton):
    """A button; Enter, Space or a click opens the output."""

    moved = Signal(int, int)
    """Rows and columns by which an arrow key moves the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pipeline: Pipeline | None = None
        self.comparison: Comparison | None = None
        self.note = "—"
        self._chosen = False
        self._layer: Layer | None = None
        self._view = CanvasView(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setEnabled(False)

    def show_output(
        self, pipeline: Pipeline | None, output: RGB | None, comparison: Comparison | None, waiting: str
    ) -> None:
        """Show an output and how it compares; `waiting` stands where a number will be."""
        self.pipeline, self.comparison = pipeline, comparison
        if output is None:
            self._layer = None
        elif self._layer is None or self._layer.pixels is not output:
            self._layer = Layer(output)
        self.note = self._note_for(waiting)
        self.setEnabled(output is not None)
        self._describe()
        self.update()

    def set_chosen(self, chosen: bool) -> None:
        """Mark the cell of the pipeline in the toolbar."""
        self._chosen = chosen
        self._describe()
        self.update()

    def _note_for(self, waiting: str) -> str:
        if self.pipeline is None:
            return "—"
        if self.comparison is None:
            return waiting
        if self.pipeline == robust_pipeline(self.pipeline.target_shape):
            return "robust"
        return f"{self.comparison.distance:.1f}"

    def _describe(self) -> None:
        if self.pipeline is None:
            self.setAccessibleName("This library has no such algorithm")
            self.setToolTip("This library has no such algorithm.")
            return
        words = f"{self.pipeline.label}: {self.note}"
        if self.comparison is not None and self.note != "robust":
            words = (
                f"{self.pipeline.label}: {self.comparison.distance:.1f} grey levels from the robust output"
            )
            words += "; it shows something else" if self.comparison.differs else ""
        self.setAccessibleName(words + (" (chosen pipeline)" if self._chosen else ""))
        explanation = algorithm(self.pipeline.library, self.pipeline.algorithm).explanation
        self.setToolTip(f"{self.accessibleName()}\n{explanation}")

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
        line = self.fontMetrics().height()
        words = self._words()
        room = self.rect().adjusted(PADDING, PADDING, -PADDING, -PADDING - LINES * line - GAP)
        spot = self._spot(room)
        drawn = math.ceil(spot.drawn[1] / self.devicePixelRatioF()) if spot else 0
        top = room.top() + max(0, room.height() - drawn) // 2
        self._paint_frame(painter)
        if spot is not None:
            self._paint_picture(painter, spot, QPoint(room.left(), top))
        self._paint_words(painter, words, top + drawn + GAP, line)
        painter.end()
        event.accept()

    def _paint_frame(self, painter: QPainter) -> None:
        colours = tokens()
        differs = self.comparison is not None and self.comparison.differs
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.hover if self.underMouse() and self.isEnabled() else colours.panel))
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

    def _paint_picture(self, painter: QPainter, spot: Placement, corner: QPoint) -> None:
        if self._layer is None:
            return
        ratio = self.devicePixelRatioF()
        rows, columns = spot.visible()
        picture = qimage(self._layer.part(spot.scales(self._layer.size), rows, columns))
        picture.setDevicePixelRatio(ratio)
        left = (max(0, spot.offset[0]) + round(corner.x() * ratio)) / ratio
        painter.drawImage(QPointF(left, round(corner.y() * ratio) / ratio), picture)

    def _paint_words(self, painter: QPainter, words: list[Words], top: int, line: int) -> None:
        for index, (text, colour, bold) in enumerate(words):
            font = QFont(self.font())
            font.setBold(bold)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            room = QRect(4, top + index * line, self.width() - 8, line)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    def _words(self) -> list[Words]:
        colours = tokens()
        if self.pipeline is None:
            return [(self.note, colours.muted, False)]
        width, height = self.pipeline.target_size
        owner = library(self.pipeline.library)
        title = algorithm(self.pipeline.library, self.pipeline.algorithm).title
        differs = self.comparison is not None and self.comparison.differs
        return [
            (owner.title, colours.muted, False),
            (title, colours.accent if self._chosen else colours.text, True),
            (f"{width}×{height}", colours.muted, False),
            (self.note, colours.text, False),
            ("differs" if differs else "", colours.attack, True),
        ]
