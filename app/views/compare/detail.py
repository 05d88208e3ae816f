"""One output large: alone, in turn with its partner, split with it, or the difference of both."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from app.models import Session
from app.theme import set_icon
from app.views.compare.comparison import Comparison, Comparisons
from app.views.compare.exports import PaneExports, Picture
from app.views.compare.mode_bar import Mode, ModeBar
from app.views.compare.partner import Partner, PartnerBox
from app.views.compare.split_pane import SplitPane
from app.views.compare.title import DetailTitle, TitleWords, difference_words, output_words
from app.widgets.image_canvas import CanvasView
from app.widgets.pane_bar import PaneBar
from core.images.arrays import RGB
from core.scaling.divergence import amplified_difference
from core.scaling.pipeline import Pipeline

NOT_YET = "This output is not there yet."


class OutputDetail(QWidget):
    """Canvas of one output, linked to the evidence's canvas by `view`."""

    closed = Signal()
    changed = Signal()
    """The mode or the partner is another."""

    def __init__(self, session: Session, view: CanvasView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pane = SplitPane(view)
        self.canvas = self.pane.left
        self.mode = Mode.OUTPUT
        self.pipeline: Pipeline | None = None
        self.partner: Partner | None = None
        self._comparisons: Comparisons | None = None
        self._problem = ""
        self.back = QToolButton()
        self.back.setAutoRaise(True)
        self.back.setToolTip("Back to the grid of all outputs (Esc)")
        self.back.setAccessibleName("Back to the grid")
        set_icon(self.back, "grid")
        self.back.clicked.connect(self.closed)
        self.title = DetailTitle()
        self.partner_box = PartnerBox()
        self.partner_box.chosen.connect(self._partner_chosen)
        self.modes = ModeBar()
        self.modes.chosen.connect(self.set_mode)
        self.modes.gain_changed.connect(self._show)
        self.exports = PaneExports(self.canvas, session, self._left_picture)
        self.partner_exports = PaneExports(self.pane.right, session, self._right_picture)
        self._lay_out()

    @property
    def output(self) -> RGB | None:
        """The output that is looked at; None while it is not there."""
        if self.pipeline is None or self._comparisons is None:
            return None
        return self._comparisons.output(self.pipeline)

    @property
    def comparison(self) -> Comparison | None:
        """How the output compares with the robust one; None while either is not there."""
        if self.pipeline is None or self._comparisons is None:
            return None
        return self._comparisons.comparison(self.pipeline)

    def _lay_out(self) -> None:
        for button in self.exports.buttons():
            self.modes.row.addWidget(button)
        bar = PaneBar(self.back, self.title, self.partner_box)
        bar.row.setStretchFactor(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.pane, 1)
        column.addWidget(self.modes)

    def show_output(self, pipeline: Pipeline, comparisons: Comparisons, problem: str = "") -> None:
        """Show an output, or that it is missing; its partners are found in `comparisons`.

        `problem` says why it will not come.
        """
        self.pipeline, self._comparisons, self._problem = pipeline, comparisons, problem
        same = (made for made in comparisons.item.outputs if made.robust == pipeline.robust)
        self.partner_box.offer(same)
        self._find_partner()
        self._show()

    def clear(self) -> None:
        """Keep no picture."""
        self.pipeline = self.partner = self._comparisons = None
        for canvas in (self.pane.left, self.pane.right):
            canvas.set_image(None)

    def set_mode(self, mode: Mode) -> None:
        """Show the output, its partner, both or their difference."""
        self.mode = mode
        self._show()
        self.changed.emit()

    def blink(self) -> None:
        """From the partner to the output, from anything else to the partner."""
        self.set_mode(Mode.OUTPUT if self.mode is Mode.PARTNER else Mode.PARTNER)

    def toggle(self, mode: Mode) -> None:
        """To `mode`, or from it back to the output."""
        self.set_mode(Mode.OUTPUT if self.mode is mode else mode)

    def _find_partner(self) -> None:
        if self.pipeline is not None and self._comparisons is not None:
            self.partner = self.partner_box.partner(self._comparisons, self.pipeline)

    def _partner_chosen(self) -> None:
        self._find_partner()
        if self.mode is Mode.OUTPUT:
            self.mode = Mode.PARTNER
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.modes.show_mode(self.mode, "Other" if self.partner_box.currentData() else "Evidence")
        if self.pipeline is None or self._comparisons is None:
            return
        height, width = self._comparisons.seen(self.pipeline).shape[:2]
        self.canvas.set_image(self._left_pixels(), extent=(width, height))
        self.canvas.set_empty_text(self._problem or NOT_YET)
        words = self._words(self.pipeline)
        self.title.show_words(words)
        self.canvas.setAccessibleName(words.whole)
        split = self.mode is Mode.SPLIT and self.partner is not None
        if split and self.partner is not None:
            self.pane.right.set_image(self.partner.pixels, extent=(width, height))
            self.pane.right.setAccessibleName(self.partner.name)
        self.pane.set_split(split)

    def _left_pixels(self) -> RGB | None:
        output = self.output
        if self.mode in (Mode.OUTPUT, Mode.SPLIT):
            return output
        if self.partner is None or output is None:
            return None
        if self.mode is Mode.PARTNER:
            return self.partner.pixels
        return amplified_difference(output, self.partner.same_size, self.modes.gain)

    def _words(self, pipeline: Pipeline) -> TitleWords:
        partner, first = self.partner, output_words(pipeline, self.comparison)
        if self.mode is Mode.OUTPUT:
            return first
        if partner is None:
            return TitleWords(("…",), "", "…")
        if self.mode is Mode.PARTNER:
            second = f"instead of {first.names[0]}"
            return TitleWords((partner.title, *partner.titles), second, partner.name)
        if self.mode is Mode.SPLIT:
            return TitleWords(first.names, f"| {partner.title}", f"{pipeline.label} | {partner.name}")
        return difference_words(pipeline, partner.subtracted, self.modes.gain)

    def _left_picture(self) -> Picture | None:
        pixels = self.canvas.image
        if pixels is None or self.pipeline is None:
            return None
        alone = self.mode in (Mode.OUTPUT, Mode.SPLIT)
        return Picture(self.pipeline.label if alone else self._words(self.pipeline).whole, pixels)

    def _right_picture(self) -> Picture | None:
        return None if self.partner is None else Picture(self.partner.name, self.partner.pixels)
