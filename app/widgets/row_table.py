"""Tables of rows that arrive one after the other: their model for Qt, the filter over it, their looks."""

from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

Index = QModelIndex | QPersistentModelIndex
R = TypeVar("R")


class ColumnSpec(Protocol):
    """What every column has: its header, what that means, and whether it holds numbers."""

    @property
    def title(self) -> str: ...
    @property
    def tip(self) -> str: ...
    @property
    def right(self) -> bool: ...


class RowModel(QAbstractTableModel, Generic[R]):
    """Rows under the columns of a table of specs; a subclass says what its cells show and sort by.

    `verdict_column` is coloured and so painted anew with the theme.
    """

    def __init__(
        self, columns: Sequence[ColumnSpec], verdict_column: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.rows: list[R] = []
        self._columns, self._verdict_column = columns, verdict_column

    def key(self, row: R, column: int) -> Any:
        """What a row sorts by in a column."""
        raise NotImplementedError

    def clear(self) -> None:
        """Forget every row."""
        self.beginResetModel()
        self.rows = []
        self.endResetModel()

    def add(self, rows: Sequence[R]) -> None:
        """Add rows below."""
        first = len(self.rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self.rows.extend(rows)
        self.endInsertRows()

    def recolour(self) -> None:
        """The theme is another."""
        if self.rows:
            place, last = self._verdict_column, len(self.rows) - 1
            ends = self.index(0, place), self.index(last, place)
            self.dataChanged.emit(*ends, [Qt.ItemDataRole.ForegroundRole])

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Title and meaning of a column."""
        if orientation == Qt.Orientation.Vertical:
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return int(Qt.AlignmentFlag.AlignCenter)  # at the right end, the sort mark would cover it
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column)
        return {Qt.ItemDataRole.DisplayRole: column.title, Qt.ItemDataRole.ToolTipRole: column.tip}.get(
            Qt.ItemDataRole(role)
        )


class RowFilter(QSortFilterProxyModel, Generic[R]):
    """Sorts by value; a subclass hides what was not asked for."""

    def __init__(self, model: RowModel[R], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setSourceModel(model)

    def accepts(self, row: R) -> bool:
        """Whether a row was asked for."""
        raise NotImplementedError

    @property
    def shown(self) -> list[R]:
        """The rows that pass, in the order they are shown."""
        return [self.row(self.index(place, 0)) for place in range(self.rowCount())]

    def row(self, index: Index) -> R:
        """The row of an index of this filter."""
        return self._model.rows[self.mapToSource(index).row()]

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: N802
        del source_parent
        return self.accepts(self._model.rows[source_row])

    def lessThan(self, left: Index, right: Index) -> bool:  # noqa: N802
        model, rows = self._model, self._model.rows
        lower, upper = (
            model.key(rows[left.row()], left.column()),
            model.key(rows[right.row()], right.column()),
        )
        return bool(lower < upper)


def alignment(column: ColumnSpec) -> int:
    """Numbers stand at the right, all else at the left."""
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def prepare_row_table(table: QTableView, row_height: int) -> None:
    """Whole rows without grid lines; a click on a header sorts; the last column takes what room is left."""
    table.setSortingEnabled(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row_height)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setStretchLastSection(True)
    header.setHighlightSections(False)
