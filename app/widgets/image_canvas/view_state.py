"""What part of the source a canvas looks at; one object shared by canvases links them."""

from bisect import bisect_left, bisect_right
from fractions import Fraction

from PySide6.QtCore import QObject, Signal

# Whole factors above 100 %, so that every image pixel is the same square.
STEPS: tuple[Fraction, ...] = tuple(
    [Fraction(1, n) for n in (64, 48, 32, 24, 16, 12, 8, 6, 5, 4, 3)]
    + [Fraction(*pair) for pair in ((2, 5), (1, 2), (3, 5), (3, 4))]
    + [Fraction(n) for n in (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)]
)
# Zooms below one are fractions with a denominator up to this: the sample grid repeats after so many pixels.
FINEST_STEP = 512

Point = tuple[float, float]


def tidy_zoom(zoom: float | Fraction) -> Fraction:
    """The zoom the canvas uses for a wished one: within the limits, a fraction of small terms."""
    bounded = min(max(Fraction(zoom), STEPS[0]), STEPS[-1])
    return bounded.limit_denominator(FINEST_STEP)


class CanvasView(QObject):
    """Zoom and centre in source coordinates.

    `zoom` is device pixels per source pixel, or None when each canvas fits its whole image; `centre` is the
    source point (x, y) in the middle of the canvas, or None for the middle of the image.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zoom: Fraction | None = None
        self._centre: Point | None = None

    @property
    def zoom(self) -> Fraction | None:
        """Device pixels per source pixel; None means fit."""
        return self._zoom

    @property
    def centre(self) -> Point | None:
        """Source point shown in the middle; None means the middle of the image."""
        return self._centre

    def fit(self) -> None:
        """Show the whole image, also after the canvas is resized."""
        self._set(None, None)

    def look_at(self, zoom: float | Fraction, centre: Point | None) -> None:
        """Show `centre` in the middle at `zoom` (brought within 1:64 and 64:1)."""
        self._set(tidy_zoom(zoom), centre)

    def _set(self, zoom: Fraction | None, centre: Point | None) -> None:
        if (zoom, centre) != (self._zoom, self._centre):
            self._zoom, self._centre = zoom, centre
            self.changed.emit()


def next_step(zoom: Fraction, direction: int) -> Fraction:
    """The next zoom of the ladder, larger for a positive direction, smaller for a negative one."""
    if direction > 0:
        return STEPS[min(bisect_right(STEPS, zoom), len(STEPS) - 1)]
    return STEPS[max(bisect_left(STEPS, zoom) - 1, 0)]
