"""The grid: one row per library, one column per algorithm."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.views.compare.cell import OutputCell
from app.views.compare.comparison import Comparisons, grid_pipelines
from app.widgets.pane_bar import HEIGHT as PANE_BAR_HEIGHT
from core.images.arrays import Shape
from core.scaling.pipeline import Pipeline

LEGEND = (
    "Numbers: root mean square distance from the robust (area) output, in grey levels. “Differs”: more than "
    "the image's own detail explains."
)


class OutputGrid(QWidget):
    """Shows the comparisons of one image; a cell is activated by click or keyboard."""

    opened = Signal(object)
    """The pipeline of the activated cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = QLabel()
        self.summary.setMinimumHeight(PANE_BAR_HEIGHT)
        self.summary.setWordWrap(True)
        self.summary.setProperty("role", "heading")
        self._legend = QLabel(LEGEND)
        self._legend.setWordWrap(True)
        self._legend.setProperty("role", "muted")
        self.cells = [[self._make_cell(r, c) for c, _ in enumerate(row)] for r, row in enumerate(_shape())]
        self._lay_out()

    def _make_cell(self, row: int, column: int) -> OutputCell:
        cell = OutputCell()
        cell.clicked.connect(lambda: self.opened.emit(cell.pipeline))
        cell.moved.connect(lambda rows, columns: self._move_focus(row + rows, column + columns))
        return cell

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        for row, cells in enumerate(self.cells):
            for column, cell in enumerate(cells):
                grid.addWidget(cell, row, column)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(8, 0, 8, 8)
        column_layout.setSpacing(0)
        column_layout.addWidget(self.summary)
        column_layout.addLayout(grid, 1)
        column_layout.addSpacing(8)
        column_layout.addWidget(self._legend)

    def show_comparisons(self, comparisons: Comparisons, chosen: Pipeline, problem: str = "") -> None:
        """Fill in what is known; `problem` says why the rest will not come."""
        waiting = "—" if problem else "…"
        outputs = comparisons.item.outputs
        for cells, pipelines in zip(self.cells, grid_pipelines(comparisons.target_shape), strict=True):
            for cell, pipeline in zip(cells, pipelines, strict=True):
                output = outputs.get(pipeline) if pipeline else None
                known = comparisons.comparison(pipeline) if pipeline else None
                cell.show_output(pipeline, output, known, waiting)
                cell.set_chosen(pipeline == chosen)
        self.summary.setText(problem or self._summary(comparisons))

    def focus_on(self, pipeline: Pipeline) -> None:
        """Give the keyboard to the cell of `pipeline`."""
        for cell in self._every():
            if cell.pipeline == pipeline:
                cell.setFocus()

    def _every(self) -> list[OutputCell]:
        return [cell for row in self.cells for cell in row]

    def _summary(self, comparisons: Comparisons) -> str:
        present = [cell for cell in self._every() if cell.pipeline is not None]
        known = [cell.comparison for cell in present if cell.comparison is not None]
        outliers = sum(comparison.differs for comparison in known)
        if len(known) < len(present):
            return f"{len(known)} of {len(present)} outputs made by the real libraries"
        if not comparisons.is_judged:
            return "Not judged: this size enlarges the image, so there is nothing to leave out"
        if not outliers:
            return f"All {len(known)} outputs show what the image shows"
        verb = "output shows" if outliers == 1 else "outputs show"
        return f"{outliers} of {len(known)} {verb} something else than the robust output"

    def _move_focus(self, row: int, column: int) -> None:
        if 0 <= row < len(self.cells) and 0 <= column < len(self.cells[row]):
            self.cells[row][column].setFocus()


def _shape() -> tuple[tuple[Pipeline | None, ...], ...]:
    any_shape: Shape = (1, 1)
    return grid_pipelines(any_shape)
