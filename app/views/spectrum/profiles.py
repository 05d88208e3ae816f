"""The spectrum as curves: mean by radius, and mean along each axis."""

import numpy as np
import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.jobs.spectrum_job import Spectrum
from app.theme import tokens
from app.views.spectrum.marks import HIGHEST_ORDER
from app.widgets.themed_plot import ThemedPlot

HEIGHT = 152


class ProfilePlot(ThemedPlot):
    """Curves over cycles per image, and vertical lines at frequencies of note."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._curves: list[pyqtgraph.PlotDataItem] = []
        self._lines: list[pyqtgraph.InfiniteLine] = []
        super().__init__(name, "cycles per image", "dB", parent)
        self.setFixedHeight(HEIGHT)

    def show_curves(self, *values: np.ndarray) -> None:
        """Replace the curves; the first is drawn solid, the second dashed."""
        for curve in self._curves:
            self.removeItem(curve)
        self._curves = [self.plot(np.arange(len(line)), line) for line in values]
        for curve in self._curves:
            curve.setDownsampling(auto=True, method="peak")
        self.restyle()
        self.show_all()

    def show_lines(self, places: list[float]) -> None:
        """Mark frequencies."""
        for line in self._lines:
            self.removeItem(line)
        self._lines = [pyqtgraph.InfiniteLine(place) for place in places]
        for line in self._lines:
            self.addItem(line, ignoreBounds=True)
        self.restyle()

    def restyle(self) -> None:
        """Curves and lines in the theme's colours."""
        super().restyle()
        colours = tokens()
        styles = ((colours.accent, Qt.PenStyle.SolidLine), (colours.suspicious, Qt.PenStyle.DashLine))
        for curve, (colour, style) in zip(self._curves, styles, strict=False):
            curve.setPen(pyqtgraph.mkPen(colour, width=1.2, style=style))
        for line in self._lines:
            line.setPen(pyqtgraph.mkPen(colours.muted, width=1, style=Qt.PenStyle.DotLine))


def show_radial(plot: ProfilePlot, spectrum: Spectrum, target: tuple[int, int]) -> None:
    """Mean by radius, with the Nyquist limit of the target's shorter side."""
    plot.show_curves(spectrum.radial)
    plot.show_lines([min(target) / 2])


def show_axes(plot: ProfilePlot, spectrum: Spectrum, target: tuple[int, int]) -> None:
    """Mean along each axis, with the multiples of the target's lengths, where an attack leaves its comb."""
    plot.show_curves(spectrum.horizontal, spectrum.vertical)
    places = set()
    for length, profile in ((target[1], spectrum.horizontal), (target[0], spectrum.vertical)):
        highest = min((len(profile) - 1) // length, HIGHEST_ORDER)
        places |= {float(order * length) for order in range(1, highest + 1)}
    plot.show_lines(sorted(places))
