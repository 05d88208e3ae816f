"""One row of the evidence list: thumbnail, name, size, verdict as icon, word and colour."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.models import EvidenceItem
from app.theme import tokens
from app.theme.icons import icon_pixmap
from app.views.evidence_list.list_model import ITEM_ROLE, state_words
from app.widgets.image_tile_picture import drawn_pixels, fitted, qimage

Index = QModelIndex | QPersistentModelIndex

MARGIN = 8
THUMBNAIL = 48
BADGE_ICON = 14


class RowDelegate(QStyledItemDelegate):
    """Paints a row; the thumbnail is area-averaged at exact device pixels, as everywhere."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """A thumbnail and its margins high."""
        return QSize(180, THUMBNAIL + 2 * MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, thumbnail, two lines of words."""
        item: EvidenceItem = index.data(ITEM_ROLE)
        rect: QRect = option.rect
        painter.save()
        self._paint_ground(painter, option, rect)
        frame = QRect(rect.topLeft() + QPoint(MARGIN, MARGIN), QSize(THUMBNAIL, THUMBNAIL))
        _paint_thumbnail(painter, item, frame)
        words = rect.adjusted(THUMBNAIL + 2 * MARGIN, MARGIN, -MARGIN, -MARGIN)
        _paint_words(painter, item, words)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        state: QStyle.StateFlag = option.state
        chosen = tokens()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(chosen.selection))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QColor(chosen.accent))
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(chosen.hover))


def _paint_thumbnail(painter: QPainter, item: EvidenceItem, frame: QRect) -> None:
    if item.thumbnail is None:
        painter.fillRect(frame, QColor(tokens().canvas))
        return
    device = painter.device()
    ratio = device.devicePixelRatio() if isinstance(device, QWidget | QPixmap) else 1.0
    side = round(THUMBNAIL * ratio)
    shape = item.thumbnail.shape[0], item.thumbnail.shape[1]
    image = qimage(drawn_pixels(item.thumbnail, fitted(shape, (side, side))))
    image.setDevicePixelRatio(ratio)
    size = image.deviceIndependentSize()
    left = frame.x() + round((THUMBNAIL - size.width()) / 2)
    top = frame.y() + round((THUMBNAIL - size.height()) / 2)
    painter.drawImage(QPoint(left, top), image)


def _paint_words(painter: QPainter, item: EvidenceItem, rect: QRect) -> None:
    metrics = QFontMetrics(painter.font())
    line = metrics.height()
    top = rect.y() + (rect.height() - 2 * line - 4) // 2
    painter.setPen(QColor(tokens().text))
    name = metrics.elidedText(item.evidence.name, Qt.TextElideMode.ElideMiddle, rect.width())
    painter.drawText(rect.x(), top + metrics.ascent(), name)
    _paint_state(painter, item, QRect(rect.x(), top + line + 4, rect.width(), line))


def _paint_state(painter: QPainter, item: EvidenceItem, rect: QRect) -> None:
    inspection = None if item.inspecting else item.inspection
    verdict = None if inspection is None or inspection.unsearched is not None else inspection.verdict
    colour = QColor(tokens().verdict(verdict))
    left = rect.x()
    if verdict is not None:
        mark = icon_pixmap(verdict, colour.name(), BADGE_ICON, 2.0)
        painter.drawPixmap(
            QRect(left, rect.y() + (rect.height() - BADGE_ICON) // 2, BADGE_ICON, BADGE_ICON), mark
        )
        left += BADGE_ICON + 4
    metrics = QFontMetrics(painter.font())
    painter.setPen(colour)
    painter.drawText(left, rect.y() + metrics.ascent(), state_words(item))
    left += metrics.horizontalAdvance(state_words(item)) + 8
    height, width = item.evidence.shape
    size = f"{width}×{height}"
    if left + metrics.horizontalAdvance(size) <= rect.right():
        painter.setPen(QColor(tokens().muted))
        painter.drawText(left, rect.y() + metrics.ascent(), size)
