"""What covers the window while files hover over it."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.theme import tokens
from app.theme.icons import icon_pixmap

ICON_SIZE = 48


class DropOverlay(QWidget):
    """Covers its parent and says that a drop is welcome; the pointer passes through it."""

    def __init__(self, parent: QWidget, text: str = "Drop to inspect") -> None:
        super().__init__(parent)
        self._text = text
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(text)
        parent.installEventFilter(self)
        self.hide()

    def appear(self) -> None:
        """Cover the parent."""
        self._cover()
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the parent's size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._cover()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Plain ground, a dashed frame, an arrow and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens().window))
        painter.setPen(QPen(QColor(tokens().accent), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 16, -16, -16), 12, 12)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        arrow = icon_pixmap("drop", tokens().accent, ICON_SIZE, self.devicePixelRatioF())
        centre = self.rect().center()
        painter.drawPixmap(centre.x() - ICON_SIZE // 2, centre.y() - ICON_SIZE - 8, arrow)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.5)
        painter.setFont(font)
        painter.setPen(QColor(tokens().text))
        below = self.rect().adjusted(0, self.height() // 2 + 8, 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._text)

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
