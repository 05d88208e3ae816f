"""A cell with a small picture before its words, in exact device pixels."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.views.triage.table_model import PIXELS_ROLE
from app.widgets.image_tile_picture import drawn_pixels, fitted, qimage
from core.images.arrays import RGB

Index = QModelIndex | QPersistentModelIndex

SIDE = 48
MARGIN = 6
KEPT = 256
"""Small pictures, some 3 MB."""


class PictureDelegate(QStyledItemDelegate):
    """Reduces by area averages like every picture here; Qt would sample, and show what is hidden."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: dict[tuple[int, int], tuple[RGB, QImage]] = {}
        """With the pixels themselves, so that no other array gets their id meanwhile."""

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

    def _drawn(self, pixels: RGB, side: int) -> QImage:
        """The picture at its size on screen; the ones drawn last are kept, for scrolling."""
        key = (id(pixels), side)
        known = self._kept.pop(key, None)
        if known is None:
            shape = fitted((pixels.shape[0], pixels.shape[1]), (side, side))
            known = pixels, qimage(drawn_pixels(pixels, shape))
        self._kept[key] = known
        if len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
        return known[1]

    def _paint_picture(self, painter: QPainter, pixels: object, rect: QRect) -> None:
        device = painter.device()
        ratio = device.devicePixelRatio() if isinstance(device, QWidget | QPixmap) else 1.0
        image = self._drawn(pixels, round(SIDE * ratio))  # type: ignore[arg-type]
        image.setDevicePixelRatio(ratio)
        size = image.deviceIndependentSize()
        left = rect.x() + MARGIN + round((SIDE - size.width()) / 2)
        top = rect.y() + round((rect.height() - size.height()) / 2)
        painter.drawImage(QPoint(left, top), image)
