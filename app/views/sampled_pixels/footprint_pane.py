"""The strip below the image: the output, and what its chosen pixel is made of."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.views.sampled_pixels.output_canvas import OutputCanvas
from app.views.sampled_pixels.weight_grid import WeightGrid
from app.views.sampled_pixels.wording import footprint_words
from app.widgets.elided_label import ElidedLabel
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
        self.caption, self.words = ElidedLabel(), ElidedLabel()
        self.canvas, self.grid = OutputCanvas(), WeightGrid()
        self.footprint: Footprint | None = None
        self._operator: ScalingOperator | None = None
        self.caption.setProperty("role", "heading")
        self.words.setProperty("role", "muted")
        self.canvas.setToolTip(HINT)
        self.canvas.pixel_chosen.connect(self._choose)
        self.canvas.visit_wanted.connect(self.visit_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        visit = tool_button("zoom-in", "Show the source pixels large (Enter in the output)", self.visit)
        bar = PaneBar(self.caption, visit)
        bar.row.setStretchFactor(self.caption, 1)
        self.words.setContentsMargins(8, 4, 8, 4)
        self.words.setMinimumHeight(24)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.canvas, 1)
        row.addWidget(self.grid, 1)
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
        self.words.show_text("")
        self.canvas.show_output(None)
        self.grid.show_footprint(None)

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
        self.grid.show_footprint(self.footprint)
        words = footprint_words(x, y, self.footprint)
        self.words.show_text(words)
        self.canvas.setAccessibleDescription(words)
        self.footprint_changed.emit(self.footprint, by_key)
