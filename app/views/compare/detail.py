"""One output large: as it is, the evidence at the same place, or the difference from the robust output."""

from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.theme import set_icon
from app.views.compare.comparison import Comparison
from app.widgets.elided_label import ElidedLabel
from app.widgets.image_canvas import CanvasView, ImageCanvas
from app.widgets.pane_bar import PaneBar
from core.images.arrays import RGB
from core.scaling.divergence import amplified_difference

GAINS = (1, 2, 4, 8, 16)
DEFAULT_GAIN = 2


class Mode(Enum):
    """What the pane shows."""

    OUTPUT = "Output"
    EVIDENCE = "Evidence"
    DIFFERENCE = "Difference"


TIPS = {
    Mode.OUTPUT: "What the library makes of the image (Space switches to the evidence and back)",
    Mode.EVIDENCE: "The evidence at the same place (Space switches to the output and back)",
    Mode.DIFFERENCE: "Output minus robust output, amplified around mid grey (D)",
}


class OutputDetail(QWidget):
    """Canvas of one output, linked to the evidence's canvas by `view`."""

    closed = Signal()
    mode_changed = Signal(object)

    def __init__(self, view: CanvasView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = ImageCanvas(view=view)
        self.mode = Mode.OUTPUT
        self.comparison: Comparison | None = None
        self._evidence: RGB | None = None
        self._robust: RGB | None = None
        self.back = QPushButton("Grid")
        self.back.setToolTip("Back to the grid of all outputs (Esc)")
        set_icon(self.back, "grid")
        self.back.clicked.connect(self.closed)
        self._title = ElidedLabel()
        self._title.setProperty("role", "heading")
        self.buttons = {mode: self._mode_button(mode) for mode in Mode}
        self.gain = QComboBox()
        self._fill_gains()
        self._lay_out()

    def _mode_button(self, mode: Mode) -> QToolButton:
        button = QToolButton()
        button.setText(mode.value)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setToolTip(TIPS[mode])
        button.clicked.connect(lambda: self.set_mode(mode))
        return button

    def _fill_gains(self) -> None:
        for gain in GAINS:
            self.gain.addItem(f"×{gain}", gain)
        self.gain.setCurrentIndex(GAINS.index(DEFAULT_GAIN))
        self.gain.setAccessibleName("Gain of the difference")
        self.gain.setToolTip("How much the difference is amplified")
        self.gain.setEnabled(False)
        self.gain.currentIndexChanged.connect(lambda _: self._show())

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        for button in self.buttons.values():
            group.addButton(button)
        modes = PaneBar(*self.buttons.values(), self.gain)
        modes.row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = PaneBar(self.back, self._title)
        bar.row.setStretchFactor(self._title, 1)
        column.addWidget(bar)
        column.addWidget(self.canvas, 1)
        column.addWidget(modes)

    def show_comparison(self, comparison: Comparison, evidence: RGB, robust: RGB) -> None:
        """Show an output; `evidence` is the image it was made from."""
        self.comparison, self._evidence, self._robust = comparison, evidence, robust
        self._show()

    def set_mode(self, mode: Mode) -> None:
        """Show the output, the evidence or the difference."""
        self.mode = mode
        self._show()
        self.mode_changed.emit(mode)

    def blink(self) -> None:
        """From the evidence to the output, from anything else to the evidence."""
        self.set_mode(Mode.OUTPUT if self.mode is Mode.EVIDENCE else Mode.EVIDENCE)

    def toggle_difference(self) -> None:
        """To the difference or back to the output."""
        self.set_mode(Mode.OUTPUT if self.mode is Mode.DIFFERENCE else Mode.DIFFERENCE)

    def _show(self) -> None:
        self.buttons[self.mode].setChecked(True)
        self.gain.setEnabled(self.mode is Mode.DIFFERENCE)
        pixels = self._pixels()
        if pixels is None or self.comparison is None or self._evidence is None:
            return
        height, width = self._evidence.shape[:2]
        self.canvas.set_image(pixels, extent=(width, height))
        self._title.show_text(self._words(self.comparison))
        self.canvas.setAccessibleName(f"{self.mode.value} of {self.comparison.pipeline.label}")

    def _pixels(self) -> RGB | None:
        if self.comparison is None or self._robust is None:
            return None
        if self.mode is Mode.EVIDENCE:
            return self._evidence
        if self.mode is Mode.DIFFERENCE:
            return amplified_difference(self.comparison.output, self._robust, self.gain.currentData())
        return self.comparison.output

    def _words(self, comparison: Comparison) -> str:
        label = comparison.pipeline.label
        if self.mode is Mode.EVIDENCE:
            return f"Evidence, in place of {label}"
        if self.mode is Mode.DIFFERENCE:
            return f"{label} minus robust output"
        return f"{label} · {comparison.distance:.1f}{' differs' if comparison.differs else ''}"
