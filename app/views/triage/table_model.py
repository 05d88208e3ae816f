"""The rows of the triage table for Qt, and the filter over them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor

from app.theme import tokens
from app.views.triage import wording

if TYPE_CHECKING:
    from core.detection.scan_file import Scanned
    from core.detection.scan_record import ScanRecord
    from core.images.arrays import RGB

Index = QModelIndex | QPersistentModelIndex
PIXELS_ROLE = int(Qt.ItemDataRole.UserRole)
"""The small picture of a cell, (h, w, 3) uint8 or None."""


@dataclass(frozen=True)
class Column:
    """A column: its header and what that means, a cell's words, what it sorts by, its picture if any."""

    title: str
    tip: str
    words: Callable[["ScanRecord"], str]
    key: Callable[["ScanRecord"], Any]
    picture: Callable[["Scanned"], "RGB | None"] | None = None
    right: bool = False


COLUMNS: tuple[Column, ...] = (
    Column(
        *("Image", "The file, averaged down so that no hidden picture shows"),
        lambda record: record.file,
        lambda record: record.file.lower(),
        lambda result: result.thumbnail,
    ),
    Column(
        *("Verdict", "Whether something is hidden; the most alarming first"),
        lambda record: wording.VERDICTS[wording.state(record)],
        wording.concern,
    ),
    Column(
        *("Hidden", "What the likeliest pipeline makes of the image"),
        lambda _: "",
        lambda record: record.target_size or (0, 0),
        lambda result: result.hidden,
    ),
    Column(
        "Target", "Size of the hidden picture", wording.target, lambda record: record.target_size or (0, 0)
    ),
    Column("Pipeline", "Library and algorithm that show it", wording.pipeline, wording.pipeline),
    Column(
        *("False alarms", "Share of benign images that look at least as suspicious"),
        wording.alarm,
        lambda record: 2.0 if record.false_alarm_rate is None else record.false_alarm_rate,
        right=True,
    ),
    Column(
        *("Size", "Size of the image in pixels"),
        wording.size,
        lambda record: record.megapixels,
        right=True,
    ),
    Column("Why", "What was found, or why nothing could be", wording.reason, wording.reason),
)
VERDICT_COLUMN, FALSE_ALARM_COLUMN = 1, 5


class TriageModel(QAbstractTableModel):
    """Rows are appended as they are scanned."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Scanned] = []

    def clear(self) -> None:
        """Forget every row."""
        self.beginResetModel()
        self.rows = []
        self.endResetModel()

    def append(self, row: "Scanned") -> None:
        """Add a row below."""
        place = len(self.rows)
        self.beginInsertRows(QModelIndex(), place, place)
        self.rows.append(row)
        self.endInsertRows()

    def recolour(self) -> None:
        """The theme is another."""
        if self.rows:
            last = self.index(len(self.rows) - 1, VERDICT_COLUMN)
            self.dataChanged.emit(self.index(0, VERDICT_COLUMN), last, [Qt.ItemDataRole.ForegroundRole])

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, picture, alignment, colour, tooltip or the whole row in words."""
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        if role == PIXELS_ROLE:
            return None if column.picture is None else column.picture(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words(row.record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.path}\n{wording.reason(row.record)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._in_words(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == VERDICT_COLUMN:
            return QColor(tokens().verdict(row.record.verdict))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Title and meaning of a column."""
        if orientation == Qt.Orientation.Vertical:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter) if column.right else _alignment(column)
        return {Qt.ItemDataRole.DisplayRole: column.title, Qt.ItemDataRole.ToolTipRole: column.tip}.get(
            Qt.ItemDataRole(role)
        )

    def _in_words(self, row: "Scanned", column: Column) -> str:
        if column.picture is not None and not column.words(row.record):
            return "Hidden picture" if column.picture(row) is not None else "No hidden picture"
        return column.words(row.record)


class TriageFilter(QSortFilterProxyModel):
    """Sorts by value, and hides what was not asked for. "" stands for every verdict, and for every name."""

    def __init__(self, model: TriageModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._verdict, self._part = "", ""
        self.setSourceModel(model)

    @property
    def shown(self) -> "list[Scanned]":
        """The rows that pass, in the order they are shown."""
        return [self.scanned(self.index(place, 0)) for place in range(self.rowCount())]

    def scanned(self, index: Index) -> "Scanned":
        """The row of an index of this filter."""
        return self._model.rows[self.mapToSource(index).row()]

    def show_only(self, verdict: str, part: str) -> None:
        """The id of a verdict, and a part of the file's name in any case."""
        self._verdict, self._part = verdict, part.casefold()
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: N802
        del source_parent
        record = self._model.rows[source_row].record
        return self._verdict in ("", wording.state(record)) and self._part in record.file.casefold()

    def lessThan(self, left: Index, right: Index) -> bool:  # noqa: N802
        column, rows = COLUMNS[left.column()], self._model.rows
        return bool(column.key(rows[left.row()].record) < column.key(rows[right.row()].record))


def _alignment(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
