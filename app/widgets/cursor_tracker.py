"""Tells the cursor model what the canvases of a view have under the pointer."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.models import CursorModel, Reading
from app.widgets.image_canvas import ImageCanvas


class CursorTracker(QObject):
    """Follows every canvas inside `view`; canvases linked to the one under the pointer are read as well."""

    def __init__(self, view: QWidget, cursor: CursorModel) -> None:
        super().__init__(view)
        self._cursor = cursor
        self._canvases = view.findChildren(ImageCanvas)
        for canvas in self._canvases:
            self._follow(canvas)

    def _follow(self, canvas: ImageCanvas) -> None:
        canvas.cursor_moved.connect(lambda x, y, rgb: self._moved(canvas, x, y, rgb))
        canvas.cursor_left.connect(self._cursor.show)
        canvas.zoom_changed.connect(lambda zoom: self._zoomed(canvas, zoom))

    def _zoomed(self, canvas: ImageCanvas, zoom: float) -> None:
        if canvas.isVisible():
            self._cursor.set_zoom(zoom)

    def _moved(self, canvas: ImageCanvas, x: int, y: int, rgb: tuple[int, ...] | None) -> None:
        readings = [_reading(canvas, x, y, rgb)]
        readings += [
            _reading(other, x, y, other.pixel_at(x, y))
            for other in self._canvases
            if other is not canvas and other.view is canvas.view and other.isVisible()
        ]
        self._cursor.show(*readings)
        self._cursor.set_zoom(canvas.zoom)


def _reading(canvas: ImageCanvas, x: int, y: int, rgb: tuple[int, ...] | None) -> Reading:
    colour = None if rgb is None else (int(rgb[0]), int(rgb[1]), int(rgb[2]))
    return Reading(canvas.accessibleName() or "Image", x, y, colour)
