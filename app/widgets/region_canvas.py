"""An image on which a rectangle is drawn with the mouse."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from app.widgets.image_canvas import ImageCanvas
from app.widgets.image_canvas.marks import RectMark, Tone
from app.widgets.image_canvas.view_state import Point

Region = tuple[int, int, int, int]
"""(x, y, width, height) in source pixels."""

MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
FAST = 16
"""Pixels per arrow key with Ctrl."""


class RegionCanvas(ImageCanvas):
    """Drag to draw the region. Arrows move it by a pixel, with Shift its far corner; Ctrl makes either fast.

    The wheel and + − 0 1 zoom, as on every canvas.
    """

    region_drawn = Signal(object)
    """The region the user has drawn or moved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._region: Region | None = None
        self._corner: Point | None = None
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName("Source, for drawing the region")
        self.setToolTip(
            "Drag to draw the region. Arrows move it, Shift+arrows resize it; Ctrl makes it fast."
        )

    @property
    def region(self) -> Region | None:
        """What is framed."""
        return self._region

    def show_region(self, region: Region | None) -> None:
        """Frame a region; emits nothing."""
        self._region = region
        self.set_marks([] if region is None else [RectMark(*region, tone=Tone.ACCENT)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The first corner."""
        if event.button() == Qt.MouseButton.LeftButton and self.image is not None:
            self._corner = self._inside(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The other corner follows the mouse."""
        self.hovered(self.placement().to_source(self._device(event.position())))
        if self._corner is not None:
            self._draw(self._corner, self._inside(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The region stands; a click alone changes nothing."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._corner = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move or resize; everything else is the canvas's."""
        move = MOVES.get(Qt.Key(event.key()))
        if move is None or self._region is None:
            super().keyPressEvent(event)
            return
        modifiers = event.modifiers()
        step = FAST if modifiers & Qt.KeyboardModifier.ControlModifier else 1
        resizing = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        self._change(moved(self._region, (move[0] * step, move[1] * step), self.extent, resizing=resizing))

    def _inside(self, event: QMouseEvent) -> Point:
        x, y = self.placement().to_source(self._device(event.position()))
        width, height = self.extent
        return min(max(x, 0.0), float(width)), min(max(y, 0.0), float(height))

    def _draw(self, first: Point, second: Point) -> None:
        (left, right), (top, bottom) = (sorted((round(first[i]), round(second[i]))) for i in (0, 1))
        if right > left and bottom > top:
            self._change((left, top, right - left, bottom - top))

    def _change(self, region: Region) -> None:
        if region != self._region:
            self.show_region(region)
            self.region_drawn.emit(region)


def moved(region: Region, by: tuple[int, int], size: tuple[int, int], *, resizing: bool) -> Region:
    """`region` moved, or with its far corner moved, by pixels; kept inside of `size` (width, height)."""
    x, y, width, height = region
    if resizing:
        return x, y, min(max(1, width + by[0]), size[0] - x), min(max(1, height + by[1]), size[1] - y)
    return min(max(0, x + by[0]), size[0] - width), min(max(0, y + by[1]), size[1] - height), width, height
