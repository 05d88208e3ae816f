"""Draws marks over an image: a dark outline under a light line, so that they read on any picture."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.theme import tokens
from app.widgets.image_canvas.marks import LineMark, Mark, PointMark, RectMark, Tone
from app.widgets.image_canvas.placement import Placement

RADIUS = 4.0
PADDING = 4.0


def paint_marks(painter: QPainter, marks: tuple[Mark, ...], placement: Placement, ratio: float) -> None:
    """Draw `marks`; `ratio` is device pixels per logical pixel of the painter."""
    for mark in marks:
        anchor = _paint_shape(painter, mark, placement, ratio)
        if mark.label:
            _paint_label(painter, mark.label, anchor, _colour(mark.tone))


def _paint_shape(painter: QPainter, mark: Mark, placement: Placement, ratio: float) -> QPointF:
    """Draw the shape twice, halo first; returns where its label goes."""

    def at(x: float, y: float) -> QPointF:
        device = placement.to_device((x, y))
        return QPointF(device[0] / ratio, device[1] / ratio)

    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((QColor(0, 0, 0, 160), 3.5), (_colour(mark.tone), 1.5)):
        painter.setPen(QPen(colour, width))
        match mark:
            case RectMark():
                painter.drawRect(QRectF(at(mark.x, mark.y), at(mark.x + mark.width, mark.y + mark.height)))
            case LineMark():
                painter.drawLine(at(mark.x1, mark.y1), at(mark.x2, mark.y2))
            case PointMark():
                painter.drawEllipse(at(mark.x, mark.y), RADIUS, RADIUS)
    return at(mark.x1, mark.y1) if isinstance(mark, LineMark) else at(mark.x, mark.y)


def _paint_label(painter: QPainter, text: str, anchor: QPointF, colour: QColor) -> None:
    metrics = QFontMetricsF(painter.font())
    height = metrics.height() + PADDING
    box = QRectF(anchor.x(), anchor.y() - height, metrics.horizontalAdvance(text) + 2 * PADDING, height)
    if box.top() < 0:
        box.moveTop(anchor.y())
    painter.fillRect(box, QColor(0, 0, 0, 190))
    painter.fillRect(QRectF(box.left(), box.top(), 2, box.height()), colour)
    painter.setPen(QColor(255, 255, 255))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _colour(tone: Tone) -> QColor:
    # Over a photograph the dark theme's lighter hues read best in both themes.
    return {
        Tone.NEUTRAL: QColor(235, 235, 235),
        Tone.ACCENT: QColor("#6fb1ff"),
        Tone.ALERT: QColor("#ff8a7e"),
    }[tone]


def paint_focus(painter: QPainter, width: int, height: int) -> None:
    """A frame that says this canvas has the keyboard."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens().accent), 2))
    painter.drawRect(QRectF(1, 1, width - 2, height - 2))


def paint_message(painter: QPainter, rect: QRectF, text: str) -> None:
    """Words in the middle of an empty canvas."""
    painter.setPen(QColor(tokens().muted))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(rect.adjusted(24, 24, -24, -24), int(flags), text)
