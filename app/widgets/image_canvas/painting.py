"""What a canvas draws, from the ground up: image, overlay, pixel grid, marks, focus frame."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from app.theme import tokens
from app.widgets.image_canvas.layer import IndexedLayer, Layer, qimage
from app.widgets.image_canvas.mark_painting import paint_focus, paint_marks, paint_message
from app.widgets.image_canvas.marks import Mark
from app.widgets.image_canvas.pixel_grid import paint_grid
from app.widgets.image_canvas.placement import Placement
from core.images.magnification import Pixels


class CanvasPainter:
    """The layers of a canvas and how they are put on the screen."""

    def __init__(self) -> None:
        self.image: Layer | None = None
        self.overlay: Layer | IndexedLayer | None = None
        self.opacity = 1.0
        self.marks: tuple[Mark, ...] = ()
        self.empty_text = ""
        self._pictures: dict[str, tuple[Pixels, QImage]] = {}

    def image_part(self, placement: Placement) -> Pixels | None:
        """The samples of the visible part of the image."""
        return _part(self.image, placement)

    def paint(self, widget: QWidget, placement: Placement) -> None:
        """Draw everything on `widget`."""
        painter = QPainter(widget)
        painter.fillRect(widget.rect(), QColor(tokens().canvas))
        if self.image is None:
            paint_message(painter, QRectF(widget.rect()), self.empty_text)
        else:
            self._paint_layers(painter, self.image, placement, widget.devicePixelRatioF())
        if widget.hasFocus():
            paint_focus(painter, widget.width(), widget.height())
        painter.end()

    def _paint_layers(self, painter: QPainter, image: Layer, placement: Placement, ratio: float) -> None:
        self._paint_part(painter, "image", _part(image, placement), placement, ratio)
        if self.overlay is not None and self.opacity > 0:
            painter.setOpacity(self.opacity)
            self._paint_part(painter, "overlay", _part(self.overlay, placement), placement, ratio)
            painter.setOpacity(1.0)
        paint_grid(painter, placement, image.size, ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_marks(painter, self.marks, placement, ratio)

    def _paint_part(
        self, painter: QPainter, name: str, part: Pixels | None, placement: Placement, ratio: float
    ) -> None:
        if part is None:
            return
        known = self._pictures.get(name)
        if known is None or known[0] is not part:
            picture = qimage(part)
            picture.setDevicePixelRatio(ratio)
            known = self._pictures[name] = (part, picture)
        rows, columns = placement.visible()
        left, top = placement.offset[0] + columns.start, placement.offset[1] + rows.start
        painter.drawImage(QPointF(left / ratio, top / ratio), known[1])


def _part(layer: Layer | IndexedLayer | None, placement: Placement) -> Pixels | None:
    rows, columns = placement.visible()
    if layer is None or not rows or not columns:
        return None
    return layer.part(placement.scales(layer.size), rows, columns)
