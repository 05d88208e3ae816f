"""Our drawings of the 43 traffic signs."""

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.classification.labels import CLASS_NAMES


@lru_cache(maxsize=64)
def sign_file(class_id: int) -> bytes:
    """The SVG of a GTSRB class, 0 to 42."""
    return (files("resources") / "signs" / f"{class_id:02}.svg").read_bytes()


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
