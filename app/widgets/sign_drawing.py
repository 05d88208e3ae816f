"""Our drawings of the 43 traffic signs."""

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import tokens
from core.classification.labels import CLASS_NAMES, NO_SIGN_NAME


@lru_cache(maxsize=64)
def sign_file(class_id: int) -> bytes:
    """The SVG of a GTSRB class, 0 to 42."""
    return (files("resources") / "signs" / f"{class_id:02}.svg").read_bytes()


class NoSignDrawing(QWidget):
    """In place of a drawing where the answer is that there is no sign: an empty, dashed outline."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(side, side)
        self.setToolTip(NO_SIGN_NAME)
        self.setAccessibleName(f"Drawing: {NO_SIGN_NAME}")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A circle as wide as the signs are."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens().muted), 1.5, Qt.PenStyle.DashLine))
            painter.drawEllipse(QRectF(self.rect()).adjusted(2, 2, -2, -2))


def drawing_of(sign: int | None, name: str, side: int) -> QWidget | None:
    """The drawing that goes with an answer; None for the classes of a user's own model."""
    if sign is not None:
        return SignDrawing(sign, side)
    return NoSignDrawing(side) if name == NO_SIGN_NAME else None


class SignDrawing(QWidget):
    """The drawing of one class, square, `side` pixels wide."""

    def __init__(self, class_id: int, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.class_id = class_id
        self._side = side
        self._renderer = QSvgRenderer(QByteArray(sign_file(class_id)), self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(side, side)
        self.setToolTip(CLASS_NAMES[class_id])
        self.setAccessibleName(f"Drawing: {CLASS_NAMES[class_id]}")

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The drawing, drawn at the screen's own resolution."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._renderer.render(painter, QRectF(self.rect()))
