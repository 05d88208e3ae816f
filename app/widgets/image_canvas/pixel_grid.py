"""The lines between image pixels that are enlarged enough to be told apart."""

from fractions import Fraction

from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QPainter, QPen

from app.widgets.image_canvas.placement import Placement

SMALLEST_PIXEL = 8
COLOUR = QColor(128, 128, 128, 130)


def boundaries(samples: range, scale: Fraction) -> list[int]:
    """First sample of each image pixel that begins inside `samples`, at `scale` samples per pixel."""
    first = int(samples.start / scale)
    last = int(samples.stop / scale) + 1
    doubled = (2 * i * scale.numerator - scale.denominator for i in range(first, last + 1))
    starts = (-(-twice // (2 * scale.denominator)) for twice in doubled)
    return [start for start in starts if samples.start < start < samples.stop]


def paint_grid(painter: QPainter, placement: Placement, size: tuple[int, int], ratio: float) -> None:
    """Draw the grid of an image of `size` (w, h); nothing while its pixels are small on screen."""
    scales = placement.scales(size)
    if min(scales) < SMALLEST_PIXEL:
        return
    rows, columns = placement.visible()
    left, top = (columns.start + placement.offset[0]) / ratio, (rows.start + placement.offset[1]) / ratio
    right, bottom = (columns.stop + placement.offset[0]) / ratio, (rows.stop + placement.offset[1]) / ratio
    half = 0.5 / ratio
    xs = [(x + placement.offset[0]) / ratio + half for x in boundaries(columns, scales[1])]
    ys = [(y + placement.offset[1]) / ratio + half for y in boundaries(rows, scales[0])]
    painter.setPen(QPen(COLOUR, 1 / ratio))
    painter.drawLines([QLineF(x, top, x, bottom) for x in xs] + [QLineF(left, y, right, y) for y in ys])
