"""Marks over a spectrum that stay readable: as large as their distance on the screen allows."""

from collections.abc import Iterable, Sequence

import numpy as np
import pyqtgraph

from app.views.spectrum.marks import FrequencyMark

HOVER_COLOUR = "#ffffff"
SHARE_OF_GAP = 0.55
"""How much of the way to the next mark one takes at most."""
LEAST_SIZE = 3.5
"""Pixels below which marks are left out: they would cover what they are to explain."""
REACH = 8.0
"""Pixels around a mark within which the mouse means the mark."""

PixelSize = tuple[float, float]
"""Cycles per image that a screen pixel is wide and high."""


class FrequencyMarks(pyqtgraph.ScatterPlotItem):
    """Symbols at frequencies; the mouse brings up their words."""

    def __init__(self, symbol: str, size: float, colour: str) -> None:
        self._largest = size
        self._marks: tuple[FrequencyMark, ...] = ()
        super().__init__(
            symbol=symbol,
            size=size,
            pen=pyqtgraph.mkPen(colour, width=2),
            brush=None,
            hoverable=True,
            hoverPen=pyqtgraph.mkPen(HOVER_COLOUR, width=2.5),
            tip=_words,
        )

    def show_marks(self, marks: Iterable[FrequencyMark]) -> None:
        """Replace the marks."""
        self._marks = tuple(marks)
        data = [mark.text for mark in self._marks]
        self.setData([mark.x for mark in self._marks], [mark.y for mark in self._marks], data=data)

    def fit_to(self, pixel: PixelSize) -> None:
        """Take the size that the gaps leave at this zoom, or none."""
        size = min(self._largest, SHARE_OF_GAP * _gap(self._marks, pixel))
        self.setVisible(size >= LEAST_SIZE)
        if size >= LEAST_SIZE and size != self.opts["size"]:
            self.setSize(size)

    def mark_near(self, x: float, y: float, pixel: PixelSize) -> FrequencyMark | None:
        """The mark that the mouse means at this frequency."""
        if not self.isVisible() or not self._marks:
            return None
        nearest = min(self._marks, key=lambda mark: _distance(mark, x, y, pixel))
        return nearest if _distance(nearest, x, y, pixel) <= REACH else None


def _gap(marks: Sequence[FrequencyMark], pixel: PixelSize) -> float:
    """Pixels between neighbouring marks along the closer axis; infinite for one mark."""
    gaps = [np.inf]
    for places, unit in (({mark.x for mark in marks}, pixel[0]), ({mark.y for mark in marks}, pixel[1])):
        if len(places) > 1:
            gaps.append(float(np.diff(sorted(places)).min()) / unit)
    return min(gaps)


def _distance(mark: FrequencyMark, x: float, y: float, pixel: PixelSize) -> float:
    return float(np.hypot((mark.x - x) / pixel[0], (mark.y - y) / pixel[1]))


def _words(x: float, y: float, data: str) -> str:
    """What pyqtgraph shows over a point."""
    del x, y
    return data
