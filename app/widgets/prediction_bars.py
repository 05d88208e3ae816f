"""A classifier's answers: the sign's drawing, class name, bar and confidence, best first."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.theme import tokens
from app.widgets.image_tile import selectable_label
from app.widgets.sign_drawing import drawing_of
from core.classification.classify import Prediction
from core.percent import confidence_percent

BAR_HEIGHT = 8
DRAWING_SIDE = 30
ROWS = 3
DRAWING, NAME, FIGURE = range(3)


class ConfidenceBar(QWidget):
    """A bar filled in proportion to a confidence in 0..1."""

    def __init__(self, confidence: float, *, strong: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.confidence = confidence
        self._strong = strong
        self.setFixedHeight(BAR_HEIGHT)
        self.setMinimumWidth(32)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide by preference."""
        return QSize(96, BAR_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The track, and on it the filled share."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            chosen = tokens()
            painter.setBrush(QColor(chosen.canvas))
            painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
            painter.setBrush(QColor(chosen.accent if self._strong else chosen.muted))
            filled = QRectF(0, 0, self.width() * self.confidence, self.height())
            painter.drawRoundedRect(filled, 3, 3)


class PredictionBars(QWidget):
    """The best few predictions of one image."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(NAME, 1)
        self._grid.setColumnMinimumWidth(FIGURE, self.fontMetrics().horizontalAdvance("> 99.9 %") + 8)
        self._predictions: tuple[Prediction, ...] = ()

    @property
    def predictions(self) -> tuple[Prediction, ...]:
        """What is shown, best first."""
        return self._predictions

    def set_predictions(self, predictions: Sequence[Prediction]) -> None:
        """Show the best `ROWS` of `predictions`, which come best first."""
        self._clear()
        self._predictions = tuple(predictions[:ROWS])
        for row, prediction in enumerate(self._predictions):
            self._add(row, prediction)
        words = ", ".join(f"{item.name} {confidence_percent(item.confidence)}" for item in self._predictions)
        self.setAccessibleName(f"Predictions: {words}" if words else "No predictions")

    def _add(self, row: int, prediction: Prediction) -> None:
        name = _strong_if(selectable_label(prediction.name), row == 0)
        figure = _strong_if(selectable_label(confidence_percent(prediction.confidence), wrap=False), row == 0)
        bar = ConfidenceBar(prediction.confidence, strong=row == 0)
        if (drawing := drawing_of(prediction.sign, prediction.name, DRAWING_SIDE)) is not None:
            self._grid.addWidget(drawing, 2 * row, DRAWING, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        bottom = Qt.AlignmentFlag.AlignBottom
        # The name has the whole width: beside others, columns of answers only line up while none wraps.
        self._grid.addWidget(name, 2 * row, NAME, 1, 2, bottom)
        self._grid.addWidget(bar, 2 * row + 1, NAME, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(figure, 2 * row + 1, FIGURE, Qt.AlignmentFlag.AlignRight)
        for line in (2 * row, 2 * row + 1):
            self._grid.setRowMinimumHeight(line, max(DRAWING_SIDE // 2, self.fontMetrics().height()))

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _strong_if(label: QLabel, strong: bool) -> QLabel:
    font = label.font()
    font.setBold(strong)
    label.setFont(font)
    return label
