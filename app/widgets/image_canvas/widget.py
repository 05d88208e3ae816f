"""The widget: an image, an overlay and marks, looked at through a view."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.widgets.image_canvas.layer import IndexedLayer, Layer
from app.widgets.image_canvas.marks import Mark
from app.widgets.image_canvas.navigable import NavigableWidget
from app.widgets.image_canvas.painting import CanvasPainter
from app.widgets.image_canvas.placement import Placement, Size, place
from app.widgets.image_canvas.view_state import CanvasView, Point
from core.images.indexed_magnification import IndexedImage
from core.images.magnification import Pixels

MARGIN = 8
RECENT_LAYERS = 3


class ImageCanvas(NavigableWidget):
    """Shows RGB pixels: area-averaged when reduced, whole pixels when enlarged, at exact device pixels.

    Give several canvases one `view` to link them: it lives in source coordinates, and an image of another
    size says with its `extent` which part of the source it stands for.
    """

    cursor_moved = Signal(int, int, object)
    """Source column and row under the mouse, and the (r, g, b) that this canvas has there."""
    zoom_changed = Signal(float)
    """Device pixels per source pixel."""

    def __init__(self, parent: QWidget | None = None, *, view: CanvasView | None = None) -> None:
        super().__init__(view, parent)
        self._painting = CanvasPainter()
        self._recent: list[Layer] = []
        self._extent: Size = (1, 1)
        self._shown_zoom = 0.0
        self.view.changed.connect(self._look_again)
        self.setMinimumSize(96, 96)
        self.setAccessibleName("Image")

    @property
    def image(self) -> Pixels | None:
        """The pixels on show."""
        return self._painting.image.pixels if self._painting.image else None

    @property
    def extent(self) -> Size:
        """Width and height of the image in source coordinates."""
        return self._extent

    @property
    def zoom(self) -> float:
        """Device pixels per source pixel in force, also while fitted."""
        return float(self.placement().zoom)

    def set_image(self, pixels: Pixels | None, *, extent: Size | None = None) -> None:
        """Show (H, W, 3) uint8 pixels; `extent`: their (w, h) in source coordinates, by default their own.

        None shows none, and lets go of those shown before.
        """
        self._painting.image = None if pixels is None else self._layer_of(pixels)
        if pixels is None:
            self._recent = []
        if pixels is not None:
            self._extent = extent or (pixels.shape[1], pixels.shape[0])
        self._look_again()

    def set_overlay(self, rgba: Pixels | IndexedImage | None) -> None:
        """Lay (h, w, 4) uint8 over the extent; premultiplied: no channel is larger than its alpha."""
        if isinstance(rgba, IndexedImage):
            self._painting.overlay = IndexedLayer(rgba)
        else:
            self._painting.overlay = None if rgba is None else Layer(rgba)
        self.update()

    def set_overlay_opacity(self, opacity: float) -> None:
        """0 (invisible) to 1."""
        self._painting.opacity = min(max(opacity, 0.0), 1.0)
        self.update()

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Draw `marks` over the image, in source coordinates."""
        self._painting.marks = tuple(marks)
        self.update()

    def set_empty_text(self, text: str) -> None:
        """The sentence shown while there is no image."""
        self._painting.empty_text = text
        self.update()

    def placement(self) -> Placement:
        """Where the image lies, in device pixels of this widget."""
        ratio = self.devicePixelRatioF()
        viewport = (max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))
        return place(self.view, self._extent, viewport, round(MARGIN * ratio))

    def rendered(self) -> Pixels | None:
        """Exactly the RGB samples of the image that a paint puts on the screen, without overlay and marks.

        They cover the visible part of the image: rows and columns `placement().visible()`.
        """
        return self._painting.image_part(self.placement())

    def pixel_at(self, x: int, y: int) -> tuple[int, ...] | None:
        """RGB that this image has at a source position; None outside or without an image."""
        layer = self._painting.image
        if layer is None or not self.placement().contains((x, y)):
            return None
        width, height = layer.size
        return layer.value_at(x * width // self._extent[0], y * height // self._extent[1])

    def hovered(self, source: Point) -> None:
        """Report the source pixel under the mouse."""
        if self._painting.image is None or not self.placement().contains(source):
            self.cursor_left.emit()
            return
        x, y = int(source[0]), int(source[1])
        self.cursor_moved.emit(x, y, self.pixel_at(x, y))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painting.paint(self, self.placement())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look_again()

    def _layer_of(self, pixels: Pixels) -> Layer:
        """The layer of an array shown a moment ago keeps what it computed: blinking costs nothing."""
        for layer in self._recent:
            if layer.pixels is pixels:
                return layer
        self._recent = [Layer(pixels), *self._recent[: RECENT_LAYERS - 1]]
        return self._recent[0]

    def _look_again(self) -> None:
        zoom = self.zoom
        if zoom != self._shown_zoom:
            self._shown_zoom = zoom
            self.zoom_changed.emit(zoom)
        self.update()
