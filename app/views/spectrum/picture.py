"""The log-magnitude spectrum with its colour bar and marks."""

from collections.abc import Iterable

import numpy as np
import pyqtgraph
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtWidgets import QGraphicsRectItem, QWidget

from app.theme import tokens
from app.views.spectrum.linked_plot import LinkedPlot
from app.views.spectrum.marks import FrequencyMark
from app.views.spectrum.scatter import FrequencyMarks
from app.widgets.colour_map import SPECTRUM_MAP
from core.spectrum.pooling import PooledSpectrum

UNIT = "cycles per image"
# Both read on the dark and on the bright end of the colour map.
LATTICE_COLOUR, COMB_COLOUR = "#6fd3ff", "#ffffff"
FOLDING_COLOUR = (0, 214, 143)
FOLDING_ALPHA = 190


class SpectrumPicture(LinkedPlot):
    """Axes in cycles per image, zero in the middle, vertical frequencies downwards as rows are."""

    hovered = Signal(int, int)
    """Horizontal and vertical frequency under the mouse; that of a mark where it points at one."""
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._image = pyqtgraph.ImageItem(axisOrder="row-major")
        self._folding = pyqtgraph.ImageItem(axisOrder="row-major")
        self._colours = pyqtgraph.ColorBarItem(
            values=(-100, 0), colorMap=SPECTRUM_MAP, interactive=False, width=12
        )
        super().__init__(name, f"horizontal, {UNIT}", f"vertical, {UNIT}", parent)
        self._folding.setLookupTable(folding_table())
        self.addItem(self._image)
        self.addItem(self._folding)
        self._colours.setImageItem(self._image, insert_in=self.getPlotItem())
        box = self.getViewBox()
        box.invertY(True)
        self._add_marks()
        self.scene().sigMouseMoved.connect(self._mouse_moved)
        self.restyle()

    def _add_marks(self) -> None:
        self._nyquist = QGraphicsRectItem()
        self._nyquist.setPen(pyqtgraph.mkPen(LATTICE_COLOUR, width=1.5, style=Qt.PenStyle.DashLine))
        self.lattice = FrequencyMarks("o", 11, LATTICE_COLOUR)
        self.comb = FrequencyMarks("d", 17, COMB_COLOUR)
        for item in (self._nyquist, self.lattice, self.comb):
            self.addItem(item)
        box = self.getViewBox()
        box.sigRangeChanged.connect(self._fit_marks)
        box.sigResized.connect(self._fit_marks)

    def restyle(self) -> None:
        """Colour bar and axes in the theme's colours."""
        super().restyle()
        colours = tokens()
        self._colours.axis.setPen(colours.border)
        self._colours.axis.setTextPen(colours.muted)
        self._colours.axis.setLabel("dB", color=colours.muted)

    def show_spectrum(self, picture: PooledSpectrum, levels: tuple[float, float]) -> None:
        """Show a spectrum; the view stays where it is for one of the same size."""
        self._image.setImage(picture.values, levels=levels, autoLevels=False)
        self._colours.setLevels(levels)
        extent = QRectF(QPointF(*picture.corner), QSizeF(*picture.span))
        self._image.setRect(extent)
        self.set_extent(extent)

    def set_folding(self, strength: NDArray[np.uint8] | None) -> None:
        """Tint what folds, as strongly as it shows after the filter (0..255); None: nothing is tinted."""
        self._folding.setVisible(strength is not None)
        if strength is not None:
            self._folding.setImage(strength, levels=(0, 255), autoLevels=False)
            self._folding.setRect(self.extent)

    def set_nyquist(self, target_shape: tuple[int, int] | None) -> None:
        """Frame what an output of `target_shape` can hold; None hides the frame."""
        self._nyquist.setVisible(target_shape is not None)
        if target_shape is not None:
            height, width = target_shape
            self._nyquist.setRect(QRectF(-width / 2, -height / 2, width, height))

    def set_lattice(self, marks: Iterable[FrequencyMark]) -> None:
        """Mark sampling frequencies; the mouse brings up their words."""
        self.lattice.show_marks(marks)
        self._fit_marks()

    def set_comb(self, marks: Iterable[FrequencyMark]) -> None:
        """Mark the peaks of a comb."""
        self.comb.show_marks(marks)
        self._fit_marks()

    def look_like(self, other: "SpectrumPicture") -> None:
        """Show what `other` shows, if that is not all."""
        if not other.shows_all:
            self.look_at(other.getViewBox().viewRect())

    def _fit_marks(self) -> None:
        pixel = self.getViewBox().viewPixelSize()
        for marks in (self.lattice, self.comb):
            marks.fit_to(pixel)

    def _mouse_moved(self, position: QPointF) -> None:
        place = self.getViewBox().mapSceneToView(position)
        if not self.extent.contains(place):
            self.left.emit()
            return
        pixel = self.getViewBox().viewPixelSize()
        near = (marks.mark_near(place.x(), place.y(), pixel) for marks in (self.comb, self.lattice))
        mark = next((found for found in near if found is not None), None)
        meant = place if mark is None else QPointF(mark.x, mark.y)
        self.hovered.emit(round(meant.x()), round(meant.y()))


def folding_table() -> NDArray[np.uint8]:
    """Colours (256, 4) of the tint, clear to strong."""
    table = np.empty((256, 4), np.uint8)
    table[:, :3] = FOLDING_COLOUR
    table[:, 3] = np.linspace(0, FOLDING_ALPHA, 256)
    return table
