"""The grid: outputs of every library and algorithm, or of one algorithm at every common size."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.jobs.outputs_budget import affordable, budget_words
from app.views.compare.arrangement import Group, Order, library_groups, one_group
from app.views.compare.board import CellBoard
from app.views.compare.cell import OutputCell
from app.views.compare.comparison import Comparison, Comparisons
from app.widgets.pane_bar import PaneBar
from core.scaling.catalogue import algorithm, library
from core.scaling.pipeline import Pipeline

LEGEND = (
    "Numbers: root mean square distance, in grey levels, from the robust output, an average of all pixels. "
    "“Differs”: more than the image's own detail explains."
)
TOO_LARGE = "Too large to make outputs of: choose a smaller size"
MIXED = (
    "One axis grows here, so outputs are held against Pillow's box, which averages along the other alone; "
    "OpenCV's area would interpolate both."
)
TIPS = {
    Order.LIBRARY: "A row per library, common algorithms below each other",
    Order.DISTANCE: "Largest distance from the robust output first",
    Order.SIZES: "The pipeline in the toolbar at every common size below the image's; a click sets the size",
}


class OutputGrid(QWidget):
    """Shows the comparisons of one image; a cell is activated by click or keyboard."""

    opened = Signal(object)
    """The pipeline of an output to be shown large."""
    size_chosen = Signal(object)
    """The pipeline whose size was chosen among the common sizes."""
    order_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setProperty("role", "heading")
        self.order_box = QComboBox()
        for order in Order:
            self.order_box.addItem(order.value, order)
            self.order_box.setItemData(self.order_box.count() - 1, TIPS[order], Qt.ItemDataRole.ToolTipRole)
        self.order_box.setAccessibleName("What the grid shows")
        self.order_box.setToolTip("What the grid shows, and in which order")
        self.board = CellBoard()
        self.scroller = QScrollArea()
        self._limit = ""
        self.legend = QLabel(LEGEND)
        self.legend.setWordWrap(True)
        self.legend.setProperty("role", "muted")
        self._lay_out()
        self.order_box.currentIndexChanged.connect(lambda _: self.order_changed.emit(self.order))
        self.board.activated.connect(self._activate)
        self.board.focused.connect(self._scroll_to)

    def _lay_out(self) -> None:
        self.scroller.setWidget(self.board)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: cells must not change their width when there are too many for the height.
        self.scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = PaneBar(self.summary, self.order_box)
        bar.row.setStretchFactor(self.summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.scroller, 1)
        self.legend.setContentsMargins(8, 8, 8, 0)
        column.addWidget(self.legend)

    @property
    def order(self) -> Order:
        """What the grid shows."""
        return Order(self.order_box.currentData())

    def set_order(self, order: Order) -> None:
        """Show something else."""
        self.order_box.setCurrentIndex(list(Order).index(order))

    def show_comparisons(
        self,
        comparisons: Comparisons,
        chosen: Pipeline,
        sizes: Sequence[Pipeline] = (),
        problem: str = "",
    ) -> None:
        """Fill in what is known; `sizes` are the cells of that order.

        `problem` says why the rest will not come.
        """
        waiting = "—" if problem else "…"
        in_sizes = self.order is Order.SIZES
        self._limit = "" if in_sizes else budget_words(chosen, comparisons.shape)
        self.board.arrange(self._groups(comparisons, chosen, sizes))
        for cell, pipeline in self._cells():
            output = comparisons.item.outputs.get(pipeline)
            known = comparisons.comparison(pipeline)
            cell.show_output(pipeline, output, known, waiting, pipeline == chosen)
        self.summary.setText(problem or self._summary(comparisons, chosen))
        held = self.board.cells and not in_sizes
        mixed = MIXED if held and comparisons.is_mixed(chosen) else ""
        self.legend.setText(" ".join(words for words in (self._limit, mixed, LEGEND) if words))

    def let_go(self, comparisons: Comparisons) -> None:
        """Keep no output that was dropped; it is shown again when it is there again."""
        for cell in self.board.cells:
            if cell.pipeline is not None and cell.output is not comparisons.output(cell.pipeline):
                cell.clear()

    def clear(self) -> None:
        """Keep no output."""
        self.board.arrange(())
        self.summary.clear()

    def focus_on(self, pipeline: Pipeline) -> None:
        """Give the keyboard to the cell of `pipeline`."""
        cell = self.board.cell(pipeline)
        if cell is not None:
            cell.setFocus()

    def _groups(
        self, comparisons: Comparisons, chosen: Pipeline, sizes: Sequence[Pipeline]
    ) -> tuple[Group, ...]:
        if self.order is Order.SIZES:
            return one_group(sizes)
        if self._limit:
            return one_group(affordable(chosen, comparisons.shape))
        groups = library_groups(chosen)
        if self.order is Order.LIBRARY:
            return groups
        every = [pipeline for group in groups for pipeline in group.pipelines]
        return one_group(sorted(every, key=lambda entry: _rank(comparisons.comparison(entry))))

    def _cells(self) -> list[tuple[OutputCell, Pipeline]]:
        return [(cell, pipeline) for pipeline, cell in self.board.by_pipeline.items()]

    def _summary(self, comparisons: Comparisons, chosen: Pipeline) -> str:
        known = [made for _, entry in self._cells() if (made := comparisons.comparison(entry)) is not None]
        count, outliers = len(self._cells()), sum(made.differs for made in known)
        sizes = self.order is Order.SIZES
        if not count:
            return TOO_LARGE if self._limit else "The image is smaller than every common size"
        if len(known) < count:
            return f"{len(known)} of {count} {'sizes' if sizes else 'outputs'} made by the real libraries"
        if not sizes and not comparisons.is_judged(chosen):
            return "Not judged: the image is enlarged, so no pixel is left out and nothing can hide"
        return _sizes_words(chosen, count, outliers) if sizes else _outputs_words(count, outliers)

    def _activate(self, pipeline: Pipeline) -> None:
        (self.size_chosen if self.order is Order.SIZES else self.opened).emit(pipeline)

    def _scroll_to(self, cell: OutputCell) -> None:
        self.scroller.ensureWidgetVisible(cell, 0, 40)

    def changeEvent(self, event: QEvent) -> None:
        """Words of another font need cells of another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "board"):
            self.board.lay_out()


def _rank(known: Comparison | None) -> tuple[int, float]:
    """Outliers, then the others, each with the largest distance first; what is not there yet last."""
    if known is None:
        return 2, 0.0
    return (0 if known.differs else 1), -known.distance


def _outputs_words(count: int, outliers: int) -> str:
    if not outliers:
        return f"All {count} outputs show what the image shows"
    verb = "shows" if outliers == 1 else "show"
    return f"{outliers} of {count} outputs {verb} something else than the robust output"


def _sizes_words(chosen: Pipeline, count: int, outliers: int) -> str:
    title = algorithm(chosen.library, chosen.algorithm).title
    name = f"{library(chosen.library).title} {title}"
    if not outliers:
        return f"{name} shows what the image shows at all {count} common sizes"
    return f"{name} shows something else at {outliers} of {count} common sizes"
