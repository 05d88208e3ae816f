"""What the colours of the weights stand for: red below zero, the influence map above."""

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import tokens
from app.views.sampled_pixels.heatmap import Scale
from app.views.sampled_pixels.weight_colours import position_of, scale_weights, weight_colours
from app.widgets.image_canvas.layer import qimage
from core.scaling.footprint import Footprint

STEPS = 256
BAR_HEIGHT = 10
GAP = 2


class WeightLegend(QWidget):
    """A gradient from the least to the largest weight of a footprint, with zero marked where both occur."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gradient = QImage()
        self.ticks: tuple[tuple[float, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, BAR_HEIGHT + GAP + self.fontMetrics().height())

    def show_weights(self, footprint: Footprint | None, scale: Scale) -> None:
        """The colours of this footprint, or none."""
        self._gradient, self.ticks = QImage(), ()
        if footprint is not None:
            weights = footprint.weights
            shown = scale_weights(weights, scale, STEPS)
            self._gradient = qimage(weight_colours(shown[None], scale, float(np.abs(weights).max())))
            self.ticks = _ticks(float(weights.min()), float(weights.max()), scale)
        words = ", ".join(text for _, text in self.ticks)
        self.setAccessibleName(f"Colours of the weights, red below zero: {words}")
        self.setToolTip("Weights below zero are red: the source pixel counts against its own brightness")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._gradient.isNull():
            bar = QRect(0, 0, self.width(), BAR_HEIGHT)
            painter.drawImage(bar, self._gradient)
            painter.setPen(QColor(tokens().border))
            painter.drawRect(bar.adjusted(0, 0, -1, -1))
            painter.setPen(QColor(tokens().muted))
            self._paint_ticks(painter)
        painter.end()
        event.accept()

    def _paint_ticks(self, painter: QPainter) -> None:
        """The ends first; what would run into them is left out."""
        metrics, taken = self.fontMetrics(), list[QRect]()
        for position, text in sorted(self.ticks, key=lambda tick: -abs(tick[0] - 0.5)):
            width = metrics.horizontalAdvance(text) + 2
            left = max(0, min(round(position * self.width() - width / 2), self.width() - width))
            room = QRect(left, BAR_HEIGHT + GAP, width, metrics.height())
            if not any(room.adjusted(-1, 0, 1, 0).intersects(other) for other in taken):
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
                taken.append(room)


def _ticks(least: float, largest: float, scale: Scale) -> tuple[tuple[float, str], ...]:
    peak = max(abs(least), abs(largest))
    below = position_of(min(0.0, least) / peak, scale)
    zero = below / (below + position_of(max(0.0, largest) / peak, scale))
    ends = ((zero, "0"), (1.0, _words(largest)))
    return ((0.0, _words(least)), *ends) if least < 0 else ends


def _words(weight: float) -> str:
    return f"{weight:.3g}".replace("-", "−")
