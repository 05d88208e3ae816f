"""The spectrum with the channel above and the marks to choose below."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QToolButton, QVBoxLayout, QWidget

from app.jobs.spectrum_job import CHANNELS, Spectrum
from app.theme import set_icon
from app.views.spectrum.marks import comb_marks, lattice_marks
from app.views.spectrum.picture import SpectrumPicture
from app.views.spectrum.wording import place_words
from app.widgets.elided_label import ElidedLabel
from app.widgets.pane_bar import PaneBar
from core.spectrum.comb import SizeCandidate

Shape = tuple[int, int]


class SpectrumPane(QWidget):
    """Caption, channel, picture, marks and what lies under the mouse."""

    channel_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = SpectrumPicture()
        self.caption = ElidedLabel()
        self.channel = QComboBox()
        self.nyquist = _check("Nyquist box", "What the target size can hold")
        self.lattice = _check(
            "○ Sampling lattice", "Multiples of the target size: what lies there folds to zero"
        )
        self.comb = _check("◇ Comb", "The peaks that betray a target size, where some stand out")
        self.reading = ElidedLabel()
        self._spectrum: Spectrum | None = None
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
        self.channel.currentIndexChanged.connect(self._choose_channel)
        for box in (self.nyquist, self.lattice, self.comb):
            box.toggled.connect(lambda _: self._mark())
        self.picture.hovered.connect(self._hovered)
        self.picture.left.connect(self.reading.clear)

    def _lay_out(self) -> None:
        title = QLabel("Channel")
        title.setProperty("role", "muted")
        top = PaneBar(self.caption, title, self.channel)
        top.row.setStretchFactor(self.caption, 1)
        fit = QToolButton()
        fit.setAutoRaise(True)
        set_icon(fit, "fit")
        fit.setToolTip("Show the whole spectrum (0)")
        fit.setAccessibleName("Show the whole spectrum")
        fit.clicked.connect(self.picture.show_all)
        bottom = PaneBar(fit, self.nyquist, self.lattice, self.comb)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.picture, 1)
        column.addWidget(self.reading)
        column.addWidget(bottom)
        bottom.row.addStretch(1)

    def show_spectrum(self, spectrum: Spectrum, target: Shape, candidate: SizeCandidate | None) -> None:
        """Show a spectrum; `candidate` is the target size that its comb speaks for."""
        self._spectrum, self._target, self._candidate = spectrum, target, candidate
        self.picture.show_spectrum(spectrum.picture, spectrum.levels)
        self._mark()

    def _mark(self) -> None:
        if self._spectrum is None:
            return
        height, width = self._spectrum.log_magnitude.shape
        source = (height, width)
        smaller = self._target[0] < height or self._target[1] < width
        self.picture.set_nyquist(self._target if self.nyquist.isChecked() and smaller else None)
        self.picture.set_lattice(lattice_marks(source, self._target) if self.lattice.isChecked() else ())
        self.picture.set_comb(comb_marks(source, self._candidate) if self.comb.isChecked() else ())

    def _choose_channel(self) -> None:
        self.channel_chosen.emit(self.channel.currentData())

    def _hovered(self, x: int, y: int) -> None:
        if self._spectrum is None:
            return
        height, width = self._spectrum.log_magnitude.shape
        row, column = y + height // 2, x + width // 2
        if 0 <= row < height and 0 <= column < width:
            decibels = float(self._spectrum.log_magnitude[row, column])
            self.reading.show_text(place_words(x, y, (height, width), decibels))


def _check(text: str, tip: str) -> QCheckBox:
    box = QCheckBox(text)
    box.setChecked(True)
    box.setToolTip(tip)
    return box
