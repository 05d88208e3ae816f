"""The spectrum as curves: mean by radius, and mean along each axis."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.jobs.spectrum_job import Spectrum
from app.theme import tokens
from app.views.spectrum.marks import HIGHEST_ORDER, FrequencyMark
from app.widgets.themed_plot import ThemedPlot

HEIGHT = 152
Shape = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Curve:
    """Values in dB by cycles per image; `after` has another colour, `vertical` is dashed."""

    values: NDArray[np.float32]
    after: bool = False
    vertical: bool = False


class ProfilePlot(ThemedPlot):
    """Curves over cycles per image, vertical lines at frequencies of note, and the peaks of a comb."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._curves: list[tuple[Curve, pyqtgraph.PlotDataItem]] = []
        self._lines: list[pyqtgraph.InfiniteLine] = []
        self._teeth = pyqtgraph.ScatterPlotItem(symbol="d", size=9, brush=None)
        super().__init__(name, "cycles per image", "dB", parent)
        self.addItem(self._teeth)
        self.setFixedHeight(HEIGHT)

    def show_curves(self, *curves: Curve) -> None:
        """Replace the curves."""
        for _, item in self._curves:
            self.removeItem(item)
        self._curves = [(curve, self.plot(np.arange(len(curve.values)), curve.values)) for curve in curves]
        for _, item in self._curves:
            item.setDownsampling(auto=True, method="peak")
        self.restyle()
        self.show_all()

    def show_all(self) -> None:
        """Show every curve whole; asked of the curves, as thinned out for a wider view they may be empty."""
        values = [curve.values for curve, _ in self._curves]
        if values:
            low, high = float(min(map(np.min, values))), float(max(map(np.max, values)))
            longest = max(map(len, values))
            self.setRange(xRange=(0, max(longest - 1, 1)), yRange=(low, high), padding=0.02)

    def show_lines(self, places: Sequence[float]) -> None:
        """Mark frequencies."""
        for line in self._lines:
            self.removeItem(line)
        self._lines = [pyqtgraph.InfiniteLine(place) for place in places]
        for line in self._lines:
            self.addItem(line, ignoreBounds=True)
        self.restyle()

    def show_teeth(self, teeth: Sequence[tuple[int, float]]) -> None:
        """Mark peaks: cycles per image and dB."""
        self._teeth.setData([x for x, _ in teeth], [y for _, y in teeth])

    @property
    def teeth(self) -> tuple[int, ...]:
        """Cycles per image of the peaks that are marked."""
        return tuple(int(x) for x in self._teeth.getData()[0])

    def restyle(self) -> None:
        """Curves and lines in the theme's colours."""
        super().restyle()
        colours = tokens()
        for curve, item in self._curves:
            colour = colours.suspicious if curve.after else colours.accent
            style = Qt.PenStyle.DashLine if curve.vertical else Qt.PenStyle.SolidLine
            item.setPen(pyqtgraph.mkPen(colour, width=1.2, style=style))
        for line in self._lines:
            line.setPen(pyqtgraph.mkPen(colours.muted, width=1, style=Qt.PenStyle.DotLine))
        self._teeth.setPen(pyqtgraph.mkPen(colours.text, width=1.5))


def show_radial(
    plot: ProfilePlot, spectra: Sequence[Spectrum], target: Shape, comb: Sequence[FrequencyMark]
) -> None:
    """Mean by radius, with the Nyquist limit of the target's shorter side, and the comb's peaks."""
    plot.show_curves(*(Curve(one.profiles.radial, after=i > 0) for i, one in enumerate(spectra)))
    plot.show_lines([min(target) / 2])
    radial = spectra[0].profiles.radial
    radii = {round(abs(mark.x) + abs(mark.y)) for mark in comb}
    plot.show_teeth([(radius, float(radial[radius])) for radius in sorted(radii) if radius < len(radial)])


def show_axes(
    plot: ProfilePlot, spectra: Sequence[Spectrum], target: Shape, comb: Sequence[FrequencyMark]
) -> None:
    """Mean along each axis, with the multiples of the target's lengths and the comb's peaks on the curves."""
    curves = []
    for index, one in enumerate(spectra):
        curves.append(Curve(one.profiles.horizontal, after=index > 0))
        curves.append(Curve(one.profiles.vertical, after=index > 0, vertical=True))
    plot.show_curves(*curves)
    plot.show_lines(_multiples(spectra[0], target))
    plot.show_teeth(_teeth(spectra[0], comb))


def _multiples(spectrum: Spectrum, target: Shape) -> list[float]:
    places = set()
    profiles = spectrum.profiles
    for length, profile in ((target[1], profiles.horizontal), (target[0], profiles.vertical)):
        highest = min((len(profile) - 1) // length, HIGHEST_ORDER)
        places |= {float(order * length) for order in range(1, highest + 1)}
    return sorted(places)


def _teeth(spectrum: Spectrum, comb: Sequence[FrequencyMark]) -> list[tuple[int, float]]:
    """The comb's peaks at positive frequencies, on the curve of their axis."""
    profiles, teeth = spectrum.profiles, []
    for mark in comb:
        values, place = (profiles.horizontal, mark.x) if mark.y == 0 else (profiles.vertical, mark.y)
        if 0 < place < len(values):
            teeth.append((round(place), float(values[round(place)])))
    return teeth
