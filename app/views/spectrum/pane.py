"""The spectrum, perhaps beside another, with what to show above and the marks to choose below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSplitter, QVBoxLayout, QWidget

from app.jobs.aliasing_job import Aliasing
from app.jobs.spectrum_job import CHANNELS, Spectrum, Version
from app.views.spectrum.export import ExportButton
from app.views.spectrum.marks import comb_marks, lattice_marks
from app.views.spectrum.other_pane import OtherPane
from app.views.spectrum.picture import SpectrumPicture
from app.views.spectrum.sheet import SpectrumSheet
from app.views.spectrum.wording import COMPARISONS, place_words
from app.widgets.elided_label import ElidedLabel
from app.widgets.pane_bar import HEIGHT as PANE_BAR_HEIGHT
from app.widgets.pane_bar import PaneBar
from app.widgets.tool_button import tool_button
from core.spectrum.comb import SizeCandidate

Shape = tuple[int, int]

AXES_WIDTH, AXES_HEIGHT = 130, 90
"""What caption, axes and colour bar take of a picture's room, in pixels."""
ROOM = 10_000
"""More than there is: a splitter then shares out evenly."""


class SpectrumPane(QWidget):
    """Caption, channel, comparison, pictures, marks and what lies under the mouse."""

    chosen = Signal()
    """Another channel or comparison."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = SpectrumPicture("Spectrum")
        self.other = OtherPane(self.picture)
        self.caption, self.reading = ElidedLabel(), ElidedLabel()
        self.channel, self.comparison = QComboBox(), QComboBox()
        self.nyquist = _check("Nyquist box", "What the target size can hold")
        self.lattice = _check("○ Lattice", "Multiples of the target size: what lies there folds to zero")
        self.comb = _check("◇ Comb", "The peaks that betray a target size, where some stand out")
        self.folding = _check(
            "Folding", "Tint what folds, as strongly as it shows after the pipeline's filter"
        )
        self.export = ExportButton()
        self._spectra: tuple[Spectrum, ...] = ()
        self._found: tuple[Aliasing, ...] = ()
        self._target: Shape = (1, 1)
        self._candidate: SizeCandidate | None = None
        self._prepare()
        self._lay_out()

    def _prepare(self) -> None:
        self.caption.setProperty("role", "heading")
        self.reading.setProperty("role", "muted")
        self.reading.setContentsMargins(8, 4, 8, 4)
        self.reading.setMinimumHeight(24)
        for channel, title in CHANNELS:
            self.channel.addItem(title, channel)
        self.channel.setAccessibleName("Channel")
        self.channel.setToolTip("What is transformed; the envelope shows combs whose signs cancel elsewhere")
        for version, title in COMPARISONS.items():
            self.comparison.addItem(title, version)
        self.comparison.setAccessibleName("Compare with")
        self.comparison.setToolTip("Show the spectrum of another version beside that of the evidence")
        for box in (self.channel, self.comparison):
            box.currentIndexChanged.connect(lambda _: self.chosen.emit())
        for check in (self.nyquist, self.lattice, self.comb, self.folding):
            check.toggled.connect(lambda _: self._mark())
        for picture, index in ((self.picture, 0), (self.other.picture, 1)):
            picture.hovered.connect(lambda x, y, index=index: self._hovered(index, x, y))
            picture.left.connect(self.reading.clear)

    def _lay_out(self) -> None:
        top = PaneBar(self.caption, self.channel, self.comparison)
        top.row.setStretchFactor(self.caption, 1)
        fit = tool_button("fit", "Show the whole spectrum (0)", self.picture.show_all)
        bottom = PaneBar(fit, self.nyquist, self.lattice, self.comb, self.folding)
        bottom.row.addStretch(1)
        bottom.row.addWidget(self.export)
        self.pictures = QSplitter()
        self.pictures.setChildrenCollapsible(False)
        self.pictures.addWidget(self.picture)
        self.pictures.addWidget(self.other)
        self.other.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.pictures, 1)
        column.addWidget(self.reading)
        column.addWidget(bottom)

    @property
    def version(self) -> Version:
        """What the evidence is compared with; itself: nothing."""
        return Version(self.comparison.currentData())

    def show_spectra(
        self, spectra: Sequence[Spectrum], target: Shape, candidate: SizeCandidate | None
    ) -> None:
        """Show one or two spectra; `candidate` is the target size that the first one's comb speaks for."""
        self._spectra, self._target, self._candidate, self._found = tuple(spectra), target, candidate, ()
        levels = spectra[0].levels
        self.picture.show_spectrum(spectra[0].picture, levels)
        if len(spectra) > 1:
            # Colours mean the same in both.
            self.other.picture.show_spectrum(spectra[1].picture, levels)
            self.other.show_picture()
        self._mark()

    def show_aliasing(self, found: Sequence[Aliasing]) -> None:
        """Tint what folds, one for each spectrum."""
        self._found = tuple(found)
        self._mark()

    def sheet(self, titles: Sequence[str], note: str) -> SpectrumSheet:
        """What is on show, marks and place included, for export; a title for each spectrum."""
        sheet = SpectrumSheet(titles[: len(self._spectra)], note)
        for index, picture in enumerate(sheet.pictures):
            picture.show_spectrum(self._spectra[index].picture, self._spectra[0].levels)
            self._dress(picture, index)
            picture.look_like(self.picture)
        return sheet

    def _mark(self) -> None:
        for index in range(len(self._spectra)):
            self._dress((self.picture, self.other.picture)[index], index)

    def _dress(self, picture: SpectrumPicture, index: int) -> None:
        """Put the marks that are wanted on the picture of a spectrum."""
        shape = self._spectra[index].shape
        smaller = self._target[0] < shape[0] or self._target[1] < shape[1]
        picture.set_nyquist(self._target if self.nyquist.isChecked() and smaller else None)
        picture.set_lattice(lattice_marks(shape, self._target) if self.lattice.isChecked() else ())
        picture.set_comb(comb_marks(shape, self._candidate) if self.comb.isChecked() else ())
        tinted = self.folding.isChecked() and index < len(self._found)
        picture.set_folding(self._found[index].strength if tinted else None)

    def _hovered(self, index: int, x: int, y: int) -> None:
        if index >= len(self._spectra):
            return
        spectrum = self._spectra[index]
        decibels = spectrum.half.decibels_at(y, x)
        if decibels is not None:
            self.reading.show_text(place_words(x, y, spectrum.shape, self._target, decibels))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two pictures side by side or one above the other, whichever leaves them larger."""
        super().resizeEvent(event)
        width, height = self.pictures.width(), self.pictures.height()
        beside = min(width / 2 - AXES_WIDTH, height - AXES_HEIGHT)
        wide = beside >= min(width - AXES_WIDTH, height / 2 - AXES_HEIGHT)
        orientation = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.pictures.orientation() != orientation:
            self.pictures.setOrientation(orientation)
            self._share_room()

    def show_other(self, visible: bool) -> None:
        """Make room for another spectrum, or take it back."""
        if visible == self.other.isHidden():
            self.other.setVisible(visible)
            self._share_room()

    def _share_room(self) -> None:
        """The same room for both pictures; one above the other, the lower one's caption comes on top."""
        above = self.pictures.orientation() == Qt.Orientation.Vertical
        bar = PANE_BAR_HEIGHT if above else 0
        room = max(self.pictures.height() - self.pictures.handleWidth() - bar, 2)
        self.pictures.setSizes([room // 2, room - room // 2 + bar] if above else [ROOM, ROOM])


def _check(text: str, tip: str) -> QCheckBox:
    box = QCheckBox(text)
    box.setChecked(True)
    box.setToolTip(tip)
    return box
