"""The board: cells in columns that follow its width, with a heading per library. It lies in a scroll area."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.theme import tokens
from app.views.compare.arrangement import Group, Placed, cell_width, place_cells
from app.views.compare.cell import OutputCell, height_for
from core.scaling.pipeline import Pipeline


class CellBoard(QWidget):
    """One cell per pipeline of its groups. Tab enters at one cell, arrows move between cells."""

    activated = Signal(object)
    """The pipeline of the cell that was clicked, or chosen with Enter."""
    focused = Signal(object)
    """The cell that has the keyboard, when it gets it and when it lies elsewhere."""
    pointed = Signal(object, object)
    """The cell under the mouse, and the place in it."""
    pointer_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[Group, ...] = ()
        self._cells: dict[Pipeline, OutputCell] = {}
        self._spare: list[OutputCell] = []
        self._placed = Placed((), (), 0)
        self._entry: OutputCell | None = None

    @property
    def cells(self) -> tuple[OutputCell, ...]:
        """The cells in the order they are read."""
        return tuple(self._cells[pipeline] for pipeline, _ in self._placed.cells)

    @property
    def by_pipeline(self) -> Mapping[Pipeline, OutputCell]:
        """The cell of each pipeline."""
        return self._cells

    def cell(self, pipeline: Pipeline) -> OutputCell | None:
        """The cell of `pipeline`."""
        return self._cells.get(pipeline)

    def focused_cell(self) -> OutputCell | None:
        """The cell that has the keyboard."""
        return next((cell for cell in self._cells.values() if cell.hasFocus()), None)

    def arrange(self, groups: Sequence[Group]) -> None:
        """Have exactly the cells of `groups`, in their order."""
        if tuple(groups) == self._groups:
            return
        self._groups, focused = tuple(groups), self.focused_cell()
        wanted = [pipeline for group in groups for pipeline in group.pipelines]
        self._cells = self._handed_on(wanted)
        self.lay_out()
        if focused in self._spare and self._entry is not None:
            self._entry.setFocus()
        for cell in self._spare:
            cell.hide()
            cell.clear()

    def _handed_on(self, wanted: Sequence[Pipeline]) -> dict[Pipeline, OutputCell]:
        """A cell for each pipeline: its own, else that of the same algorithm at another size, else any.

        So the keyboard stays with the algorithm it was at.
        """
        found = {entry: self._cells.pop(entry) for entry in wanted if entry in self._cells}
        heirs: dict[tuple[str, str], list[OutputCell]] = defaultdict(list)
        for entry, cell in self._cells.items():
            heirs[entry.library, entry.algorithm].append(cell)
        for entry in wanted:
            same = heirs[entry.library, entry.algorithm]
            if entry not in found and same:
                found[entry] = same.pop(0)
        self._spare.extend(cell for left in heirs.values() for cell in left)
        return {entry: found.get(entry) or self._take_cell() for entry in wanted}

    def _take_cell(self) -> OutputCell:
        cell = self._spare.pop(0) if self._spare else self._make_cell()
        cell.show()
        return cell

    def _make_cell(self) -> OutputCell:
        cell = OutputCell(self)
        cell.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        cell.clicked.connect(lambda: self._activate(cell))
        cell.pointed.connect(lambda place: self.pointed.emit(cell, place))
        cell.pointer_left.connect(self.pointer_left)
        cell.moved.connect(lambda rows, columns: self._move_focus(cell, rows, columns))
        cell.installEventFilter(self)
        return cell

    def _activate(self, cell: OutputCell) -> None:
        if cell.is_there:
            self.activated.emit(cell.pipeline)

    def lay_out(self) -> None:
        """Place the cells for the width and font in force."""
        width = self.width()
        side, shapes = cell_width(width), {pipeline.target_shape for pipeline in self._cells}
        height = max((height_for(self.fontMetrics(), side, shape) for shape in shapes), default=0)
        self._placed = place_cells(self._groups, width, height)
        for pipeline, spot in self._placed.cells:
            self._cells[pipeline].setGeometry(spot)
        self.setMinimumHeight(self._placed.height)
        self._let_tab_in()
        self.update()

    def _let_tab_in(self) -> None:
        """Tab stops at one cell: the last used, else the first."""
        cells = self.cells
        if self._entry not in cells:
            self._entry = cells[0] if cells else None
        for cell in (*cells, *self._spare):
            policy = Qt.FocusPolicy.StrongFocus if cell is self._entry else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(policy)

    def eventFilter(self, watched: OutputCell, event: QEvent) -> bool:  # type: ignore[override]
        """Remember where the keyboard was."""
        if event.type() == QEvent.Type.FocusIn and watched is not self._entry:
            self._entry = watched
            self._let_tab_in()
        if event.type() == QEvent.Type.FocusIn:
            self.focused.emit(watched)
        return False

    def _move_focus(self, cell: OutputCell, rows: int, columns: int) -> None:
        """To the nearest cell in that direction."""
        start = cell.geometry()
        ahead = [other for other in self.cells if _lies(start, other, rows, columns)]
        if ahead:
            min(ahead, key=lambda other: _way(start, other.geometry(), rows)).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.lay_out()
        focused = self.focused_cell()
        if focused is not None:
            self.focused.emit(focused)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(tokens().text))
        for title, spot in self._placed.headings:
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, title)
        painter.end()
        event.accept()


def _lies(start: QRect, other: OutputCell, rows: int, columns: int) -> bool:
    moved: QPoint = other.geometry().center() - start.center()
    if columns:
        return moved.y() == 0 and moved.x() * columns > 0
    return moved.y() * rows > 0


def _way(start: QRect, end: QRect, rows: int) -> tuple[int, int]:
    moved = end.center() - start.center()
    along, across = (moved.y(), moved.x()) if rows else (moved.x(), moved.y())
    return abs(along), abs(across)
