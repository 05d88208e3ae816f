"""Where the image lies in the canvas, in whole device pixels."""

import math
from dataclasses import dataclass
from fractions import Fraction

from app.widgets.image_canvas.view_state import STEPS, CanvasView, Point, tidy_zoom
from core.images.magnification import magnified_length

Size = tuple[int, int]


def fit_zoom(extent: Size, available: Size) -> Fraction:
    """The zoom that shows all of `extent` (w, h) in `available` device pixels; whole factors above one."""
    zoom = min(Fraction(max(1, room), length) for room, length in zip(available, extent, strict=True))
    return min(Fraction(math.floor(zoom)), STEPS[-1]) if zoom >= 1 else tidy_zoom(zoom)


@dataclass(frozen=True)
class Placement:
    """The image's rectangle in device pixels of the canvas: `zoom`, `offset` of its corner, `drawn` size.

    `extent` is the image's size in source coordinates; all pairs are (x, y) or (w, h).
    """

    zoom: Fraction
    extent: Size
    viewport: Size
    offset: Size
    drawn: Size

    @property
    def centre(self) -> Point:
        """Source point in the middle of the viewport, after keeping the image in it."""
        return self.to_source((self.viewport[0] / 2, self.viewport[1] / 2))

    def to_source(self, device: Point) -> Point:
        """Source coordinates of a point given in device pixels."""
        zoom = float(self.zoom)
        return (device[0] - self.offset[0]) / zoom, (device[1] - self.offset[1]) / zoom

    def to_device(self, source: Point) -> Point:
        """Device pixels of a point given in source coordinates."""
        zoom = float(self.zoom)
        return source[0] * zoom + self.offset[0], source[1] * zoom + self.offset[1]

    def contains(self, source: Point) -> bool:
        """Whether a source point lies on the image."""
        return 0 <= source[0] < self.extent[0] and 0 <= source[1] < self.extent[1]

    def visible(self) -> tuple[range, range]:
        """Rows and columns of the drawn image that are inside the viewport."""
        columns, rows = (
            range(max(0, -start), max(0, min(drawn, room - start)))
            for start, drawn, room in zip(self.offset, self.drawn, self.viewport, strict=True)
        )
        return rows, columns

    def scales(self, size: Size) -> tuple[Fraction, Fraction]:
        """(vertical, horizontal) device pixels per pixel of an image of `size` (w, h) over the extent."""
        horizontal, vertical = (
            self.zoom * Fraction(extent, length) for extent, length in zip(self.extent, size, strict=True)
        )
        return vertical, horizontal


def place(view: CanvasView, extent: Size, viewport: Size, margin: int) -> Placement:
    """Lay `extent` (w, h) into `viewport` device pixels; fitting leaves `margin` free on each side."""
    zoom = view.zoom or fit_zoom(extent, (viewport[0] - 2 * margin, viewport[1] - 2 * margin))
    drawn = (magnified_length(extent[0], zoom), magnified_length(extent[1], zoom))
    centre = view.centre or (extent[0] / 2, extent[1] / 2)
    offset = (
        _offset(viewport[0], drawn[0], centre[0] * float(zoom)),
        _offset(viewport[1], drawn[1], centre[1] * float(zoom)),
    )
    return Placement(zoom, extent, viewport, offset, drawn)


def _offset(room: int, drawn: int, centre: float) -> int:
    """Image smaller than the room: in the middle; larger: no empty margin."""
    if drawn <= room:
        return (room - drawn) // 2
    return min(0, max(room - drawn, round(room / 2 - centre)))
