"""One cell of the grid: an output drawn honestly small, with its name and its distance in words."""

import math

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.theme import tokens
from app.views.compare.comparison import Comparison
from app.widgets.image_canvas.layer import Layer, qimage
from app.widgets.image_canvas.placement import Placement, place
from app.widgets.image_canvas.view_state import CanvasView
from core.images.arrays import RGB
from core.scaling.catalogue import algorithm, library
from core.scaling.pipeline import Pipeline

Words = tuple[str, str, bool]
"""A line of text, its colour and whether it is bold."""

PADDING, GAP, EDGE = 8, 4, 5
LINES = 5
SHORTEST_PICTURE, TALLEST_PICTURE = 48, 160
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
        self.output: RGB | None = None
        self.note = "—"
        self._chosen = False
        self._layer: Layer | None = None
        self._view = CanvasView(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setEnabled(False)

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
        note = _note(comparison, waiting)
        state = (pipeline, comparison, note, chosen)
        if output is self.output and state == (self.pipeline, self.comparison, self.note, self._chosen):
            return
        self.pipeline, self.comparison, self.note, self._chosen = state
        if output is not self.output:
            self.output, self._layer = output, None if output is None else Layer(output)
        self.setEnabled(output is not None)
        self._describe(pipeline)
        self.update()

    def _describe(self, pipeline: Pipeline) -> None:
        words = f"{pipeline.label}: {self.note}"
        if self.comparison is not None and not self.comparison.is_robust:
            words = f"{pipeline.label}: {self.comparison.distance:.1f} grey levels from the robust output"
            words += "; it shows something else" if self.comparison.differs else ""
        self.setAccessibleName(words + (" (chosen pipeline)" if self._chosen else ""))
        explanation = algorithm(pipeline.library, pipeline.algorithm).explanation
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
            room = QRect(EDGE, top + index * line, self.width() - 2 * EDGE, line)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)

    def _words(self) -> list[Words]:
        colours = tokens()
        if self.pipeline is None:
            return []
        width, height = self.pipeline.target_size
        owner = library(self.pipeline.library)
        title = algorithm(self.pipeline.library, self.pipeline.algorithm).title
        differs = self.comparison is not None and self.comparison.differs
        verdict = f"{self.note} differs" if differs else self.note
        name = colours.accent if self._chosen else colours.text
        return [
            (owner.title, colours.muted, False),
            *((line, name, True) for line in self._title_lines(title)),
            (f"{width}×{height}", colours.muted, False),
            (verdict, colours.attack if differs else colours.text, False),
        ]

    def _title_lines(self, title: str) -> list[str]:
        """The title on one line, or on two where it is too long."""
        bold = QFont(self.font())
        bold.setBold(True)
        metrics, words = QFontMetrics(bold), title.split()
        first = [words.pop(0)]
        while words and metrics.horizontalAdvance(" ".join((*first, words[0]))) <= self.width() - 2 * EDGE:
            first.append(words.pop(0))
        return [" ".join(first), " ".join(words)] if words else [" ".join(first)]


def _note(comparison: Comparison | None, waiting: str) -> str:
    if comparison is None:
        return waiting
    return "robust" if comparison.is_robust else f"{comparison.distance:.1f}"


def height_for(metrics: QFontMetrics, width: int, shape: tuple[int, int]) -> int:
    """What a picture of `shape` (h, w) and its words need in a cell of `width`."""
    room = width - 2 * PADDING
    picture = max(SHORTEST_PICTURE, min(room * shape[0] // shape[1], room, TALLEST_PICTURE))
    return picture + LINES * metrics.height() + 2 * PADDING + GAP
