"""The verdict as icon, word and colour: never by colour alone."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import tokens
from app.theme.icons import icon_pixmap

Verdict = Literal["clean", "suspicious", "attack"]

WORDS: dict[Verdict, str] = {"clean": "Clean", "suspicious": "Suspicious", "attack": "Attack"}
PADDING = 8


class VerdictBadge(QWidget):
    """A pill with the verdict's icon and word; `compact` shows the icon alone.

    Words of its own stand for a verdict that means little, as of an image too small to search, in grey.
    """

    def __init__(
        self,
        verdict: Verdict = "clean",
        parent: QWidget | None = None,
        *,
        compact: bool = False,
        icon_size: int = 20,
    ) -> None:
        super().__init__(parent)
        self._compact = compact
        self._icon_size = icon_size
        self._verdict: Verdict = verdict
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_verdict(verdict)

    @property
    def verdict(self) -> Verdict:
        """What the badge shows."""
        return self._verdict

    @property
    def words(self) -> str:
        """What the badge says."""
        return self._words or WORDS[self._verdict]

    def set_verdict(self, verdict: Verdict, words: str = "") -> None:
        """Show another verdict, or `words` in its place."""
        self._verdict, self._words = verdict, words
        self.setAccessibleName(f"Verdict: {self.words}")
        self.setToolTip(self.words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, word and padding."""
        if self._compact:
            return QSize(self._icon_size, self._icon_size)
        words = self.fontMetrics().horizontalAdvance(self.words)
        return QSize(self._icon_size + words + 4 * PADDING, self._icon_size + PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The icon, and unless compact the word in a tinted pill."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour = QColor(tokens().verdict(None if self._words else self._verdict))
            if self._compact:
                self._paint_icon(painter, QPointF(0, 0), colour)
                return
            self._paint_pill(painter, colour)
            self._paint_icon(painter, QPointF(PADDING, PADDING / 2), colour)
            painter.setPen(colour)
            words = QRectF(self.rect()).adjusted(self._icon_size + 2 * PADDING, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.words)

    def _paint_icon(self, painter: QPainter, where: QPointF, colour: QColor) -> None:
        icon = "info" if self._words else self._verdict
        pixmap = icon_pixmap(icon, colour.name(), self._icon_size, self.devicePixelRatioF())
        painter.drawPixmap(where, pixmap)

    def _paint_pill(self, painter: QPainter, colour: QColor) -> None:
        tint = QColor(colour)
        tint.setAlphaF(0.14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
