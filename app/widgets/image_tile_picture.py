"""The picture inside an image tile: crisp when enlarged, area-averaged when reduced.

A widget that let Qt reduce a picture would sample it, and so show an attack's payload as if it
were the picture itself. Here every reduction goes through the robust scaler of `core`.
"""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QGuiApplication,
    QImage,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import tokens
from core.images.arrays import RGB, Shape
from core.scaling.robust import area_output

Frame = tuple[int, int, int, int]
DIMMED = 90
"""Opacity 0..255 of the shade outside a frame."""


def qimage(pixels: RGB) -> QImage:
    """A QImage with its own copy of `pixels`, uint8 (H, W, 3)."""
    data = np.ascontiguousarray(pixels)
    height, width = data.shape[:2]
    return QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def fitted(shape: Shape, box: Shape) -> Shape:
    """The size (height, width) at which a picture of `shape` is drawn inside `box`.

    Enlarged by whole factors only, so that each pixel of the picture is one equal square; reduced
    with its aspect kept, never below one pixel.
    """
    factor = min(box[0] / shape[0], box[1] / shape[1])
    if factor >= 1:
        factor = math.floor(factor)
    return max(1, round(shape[0] * factor)), max(1, round(shape[1] * factor))


def drawn_pixels(pixels: RGB, shape: Shape) -> RGB:
    """`pixels` at exactly `shape`: nearest for whole enlargements, area average for reductions."""
    height, width = pixels.shape[:2]
    if shape == (height, width):
        return pixels
    if shape[0] >= height and shape[1] >= width:
        return pixels.repeat(shape[0] // height, axis=0).repeat(shape[1] // width, axis=1)
    return area_output(pixels, shape)


class Picture(QWidget):
    """Draws one RGB array as large as its box allows, in exact device pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixels: RGB | None = None
        self._reduced: RGB | None = None
        self._frame: Frame | None = None
        self._box = QSize(224, 224)
        self._placeholder = ""
        self._drawn: tuple[Shape, QImage] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._add_copy_action()

    def _add_copy_action(self) -> None:
        self._copy = QAction("Copy image", self)
        self._copy.setShortcut(QKeySequence.StandardKey.Copy)
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy.triggered.connect(self.copy)
        self._copy.setEnabled(False)
        self.addAction(self._copy)

    def set_pixels(self, pixels: RGB | None, reduced: RGB | None = None) -> None:
        """Show `pixels` (H, W, 3) uint8, or the placeholder when None.

        `reduced` is an area average of a large picture, made off the GUI thread; it is drawn instead of
        `pixels` wherever it has enough of them.
        """
        if pixels is self._pixels and reduced is self._reduced:
            return
        self._pixels, self._reduced = pixels, reduced
        self._drawn = None
        self._copy.setEnabled(pixels is not None)
        self.updateGeometry()
        self.update()

    @property
    def pixels(self) -> RGB | None:
        """What is shown, at its own size."""
        return self._pixels

    def set_placeholder(self, text: str) -> None:
        """The words shown while there is no picture."""
        self._placeholder = text
        self.update()

    def set_frame(self, frame: Frame | None) -> None:
        """Frame the part (x, y, width, height) of the picture, in its own pixels; None frames nothing."""
        self._frame = frame
        self.update()

    def frame_on_screen(self) -> QRectF | None:
        """Where the frame is painted, in logical pixels."""
        if self._frame is None or self._pixels is None:
            return None
        x, y, width, height = self._frame
        scale = self.drawn_shape()[1] / self._pixels.shape[1] / self.devicePixelRatioF()
        return QRectF(x * scale, y * scale, width * scale, height * scale)

    def set_box(self, box: QSize) -> None:
        """The largest logical size the picture may take."""
        if box != self._box:
            self._box = box
            self.updateGeometry()
            self.update()

    def copy(self) -> None:
        """Put the picture, at its own size, on the clipboard."""
        if self._pixels is not None:
            QGuiApplication.clipboard().setImage(qimage(self._pixels))

    def drawn_shape(self) -> Shape:
        """Device pixels (height, width) the picture takes now; a placeholder is square."""
        ratio = self.devicePixelRatioF()
        box = (round(self._box.height() * ratio), round(self._box.width() * ratio))
        return (min(box), min(box)) if self._pixels is None else fitted(self._pixels.shape[:2], box)

    def sizeHint(self) -> QSize:
        """The picture's drawn size in logical pixels."""
        height, width = self.drawn_shape()
        ratio = self.devicePixelRatioF()
        return QSize(math.ceil(width / ratio), math.ceil(height / ratio))

    def rendered(self) -> QImage:
        """The image that is painted, at device resolution."""
        shape = self.drawn_shape()
        if self._drawn is None or self._drawn[0] != shape:
            self._drawn = (shape, qimage(drawn_pixels(self._source_for(shape), shape)))
        return self._drawn[1]

    def _source_for(self, shape: Shape) -> RGB:
        assert self._pixels is not None
        few = self._reduced
        enough = few is not None and few.shape[0] >= shape[0] and few.shape[1] >= shape[1]
        return few if few is not None and enough else self._pixels

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the picture, or a quiet frame with the placeholder."""
        with QPainter(self) as painter:
            if self._pixels is None:
                self._paint_placeholder(painter)
            else:
                image = self.rendered()
                image.setDevicePixelRatio(self.devicePixelRatioF())
                painter.drawImage(QPointF(0, 0), image)
            self._paint_frame(painter)
            if self.hasFocus():
                painter.setPen(QColor(tokens().accent))
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_frame(self, painter: QPainter) -> None:
        """Light on dark, so that it shows on any picture; what is outside is dimmed."""
        where = self.frame_on_screen()
        if where is not None:
            outside = QPainterPath()  # odd-even: what lies in both rectangles is left out
            outside.addRect(QRectF(self.rect()))
            outside.addRect(where)
            painter.fillPath(outside, QColor(0, 0, 0, DIMMED))
            for colour, width in (("#000000", 4), ("#ffffff", 2)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawRect(where)

    def _paint_placeholder(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(tokens().canvas))
        painter.setPen(QColor(tokens().muted))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(8, 8, -8, -8), int(flags), self._placeholder)
