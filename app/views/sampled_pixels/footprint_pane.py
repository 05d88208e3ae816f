"""The strip below the image: the output, and what its chosen pixel is made of."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.views.sampled_pixels.heatmap import Scale
from app.views.sampled_pixels.output_canvas import OutputCanvas
from app.views.sampled_pixels.weight_grid import WeightGrid
from app.views.sampled_pixels.weight_legend import WeightLegend
from app.views.sampled_pixels.wording import footprint_words
from app.widgets.elided_label import ElidedLabel
from app.widgets.image_tile import selectable_label
from app.widgets.pane_bar import PaneBar
from app.widgets.tool_button import tool_button
from core.images import RGB
from core.scaling.footprint import Footprint, footprint
from core.scaling.operator import ScalingOperator

HINT = "Point at an output pixel, or move with the arrow keys (Shift: ten at a time); Enter shows it above."


class FootprintPane(QWidget):
    """The output left, the weights of its chosen pixel right."""

    footprint_changed = Signal(object, bool)
    """The `Footprint` or None, and whether the source is to follow."""
    visit_wanted = Signal()
    """Show the footprint large in the source."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption, self.words = ElidedLabel(), selectable_label()
        self.canvas, self.grid, self.legend = OutputCanvas(), WeightGrid(), WeightLegend()
        self._scale = Scale.LINEAR
        self.footprint: Footprint | None = None
        self._operator: ScalingOperator | None = None
        self.caption.setProperty("role", "heading")
        self.words.setProperty("role", "muted")
        self.canvas.setToolTip(HINT)
        self.canvas.pixel_chosen.connect(self._choose)
        self.canvas.visit_wanted.connect(self.visit_wanted)
        self.grid.cell_chosen.connect(self._say)
        self._lay_out()

    def _lay_out(self) -> None:
        visit = tool_button("zoom-in", "Show the source pixels large (Enter in the output)", self.visit)
        bar = PaneBar(self.caption, visit)
        bar.row.setStretchFactor(self.caption, 1)
        self.words.setContentsMargins(8, 4, 8, 4)
        self.words.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + 8)  # so that nothing jumps
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        weights = QVBoxLayout()
        weights.setSpacing(4)
        weights.setContentsMargins(0, 0, 8, 0)
        weights.addWidget(self.grid, 1)
        weights.addWidget(self.legend)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.canvas, 1)
        row.addLayout(weights, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(row, 1)
        column.addWidget(self.words)

    def show_operator(self, operator: ScalingOperator) -> None:
        """Another pipeline or image; its output comes later."""
        self._operator = operator
        self.footprint = None
        self.caption.show_text("Output appears in a moment")
        self.words.clear()
        self.canvas.show_output(None)
        self._show_weights()

    def show_output(self, pixels: RGB, caption: str) -> None:
        """The output of the operator."""
        self.caption.show_text(caption)
        self.canvas.setAccessibleName(f"{caption}; arrow keys choose a pixel")
        self.canvas.show_output(pixels)

    def fail(self, sentence: str) -> None:
        """Say why there is no output."""
        self.caption.show_text("No output")
        self.canvas.set_empty_text(sentence)

    def visit(self) -> None:
        """Ask to show the footprint large."""
        self.visit_wanted.emit()

    def _choose(self, x: int, y: int, by_key: bool) -> None:
        if self._operator is None:
            return
        self.footprint = footprint(self._operator, y, x)
        self._show_weights()
        self._say()
        self.canvas.setAccessibleDescription(footprint_words(x, y, self.footprint))
        self.footprint_changed.emit(self.footprint, by_key)

    def show_scale(self, scale: Scale) -> None:
        """Colour the weights as the image is coloured."""
        self._scale = scale
        self.grid.show_scale(scale)
        self.legend.show_weights(self.footprint, scale)

    def _show_weights(self) -> None:
        self.grid.show_footprint(self.footprint)
        self.legend.show_weights(self.footprint, self._scale)

    def _say(self) -> None:
        """What the output pixel is made of, and the weight of the chosen source pixel."""
        if self.footprint is not None and self.canvas.pixel is not None:
            words = footprint_words(*self.canvas.pixel, self.footprint)
            chosen = self.grid.cell_words
            self.words.setText(f"{words}. {chosen[:1].upper()}{chosen[1:]}." if chosen else words)
            self.grid.setAccessibleDescription(chosen or words)
