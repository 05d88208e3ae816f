"""A cell with a small picture before its words, in exact device pixels."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.views.triage.table_model import PIXELS_ROLE
from app.widgets.image_tile_picture import drawn_pixels, fitted, qimage

Index = QModelIndex | QPersistentModelIndex

SIDE = 48
MARGIN = 6


class PictureDelegate(QStyledItemDelegate):
    """Reduces by area averages like every picture here; Qt would sample, and show what is hidden."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The words as ever, to the right of the picture."""
        shifted = QStyleOptionViewItem(option)
        pixels = index.data(PIXELS_ROLE)
        rect: QRect = option.rect
        self.initStyleOption(shifted, index)
        shifted.text = ""
        style = shifted.widget.style() if shifted.widget is not None else None
        if style is not None:
            style.drawControl(style.ControlElement.CE_ItemViewItem, shifted, painter, shifted.widget)
        words = QStyleOptionViewItem(option)
        words.rect = rect.adjusted(SIDE + 2 * MARGIN, 0, 0, 0)
        if index.data():
            super().paint(painter, words, index)
        if pixels is not None:
            self._paint_picture(painter, pixels, rect)

    def _paint_picture(self, painter: QPainter, pixels: object, rect: QRect) -> None:
        device = painter.device()
        ratio = device.devicePixelRatio() if isinstance(device, QWidget | QPixmap) else 1.0
        side = round(SIDE * ratio)
        shape = pixels.shape[0], pixels.shape[1]  # type: ignore[attr-defined]
        image = qimage(drawn_pixels(pixels, fitted(shape, (side, side))))  # type: ignore[arg-type]
        image.setDevicePixelRatio(ratio)
        size = image.deviceIndependentSize()
        left = rect.x() + MARGIN + round((SIDE - size.width()) / 2)
        top = rect.y() + round((rect.height() - size.height()) / 2)
        painter.drawImage(QPoint(left, top), image)
