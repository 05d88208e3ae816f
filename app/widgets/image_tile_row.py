"""Tiles side by side, all drawn at one height so that the eye compares pictures, not sizes."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.widgets.image_tile import ImageTile
from app.widgets.image_tile_picture import fitted

GAP = 8


def common_box(shapes: Sequence[tuple[int, int]], box: tuple[int, int]) -> tuple[int, int]:
    """The box (height, width) in which pictures of these shapes come out equally high.

    Pictures that are enlarged take whole factors only, so the smallest of their heights rules;
    reduced pictures follow it.
    """
    enlarged = [fitted(shape, box)[0] for shape in shapes if shape[0] <= box[0] and shape[1] <= box[1]]
    return min([box[0], *enlarged]), box[1]


class ImageTileRow(QWidget):
    """Lays its tiles out in equal columns and sizes their boxes to the row's width."""

    def __init__(
        self, tiles: Sequence[ImageTile], parent: QWidget | None = None, *, max_height: int = 336
    ) -> None:
        super().__init__(parent)
        self.tiles = tuple(tiles)
        self._max_height = max_height
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for tile in self.tiles:
            row.addWidget(tile)
        row.addStretch(1)

    def refresh(self) -> None:
        """Size the boxes anew; call after images were set."""
        count = max(1, len([tile for tile in self.tiles if not tile.isHidden()]))
        width = max(32, (self.width() - GAP * (count - 1)) // count)
        self._apply((self._max_height, min(width, self._max_height * 2)))

    def _apply(self, box: tuple[int, int]) -> None:
        ratio = self.devicePixelRatioF()
        device = (round(box[0] * ratio), round(box[1] * ratio))
        shapes = [tile.pixels.shape[:2] for tile in self.tiles if tile.pixels is not None]
        height = round(common_box(shapes, device)[0] / ratio)
        for tile in self.tiles:
            tile.set_box(QSize(box[1], height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to shrink with the window: the boxes follow the width."""
        return QSize(len(self.tiles) * 96, super().minimumSizeHint().height())
