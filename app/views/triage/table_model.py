"""The rows of the triage table for Qt, and the filter over them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from app.theme import tokens
from app.views.triage import wording
from app.widgets.row_table import Index, RowFilter, RowModel, alignment

if TYPE_CHECKING:
    from core.detection.scan_file import Scanned
    from core.detection.scan_record import ScanRecord
    from core.images.arrays import RGB

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
        wording.verdict,
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
        wording.rarity,
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
IMAGE_COLUMN, VERDICT_COLUMN, FALSE_ALARM_COLUMN, WHY_COLUMN = 0, 1, 5, 7


class TriageModel(RowModel["Scanned"]):
    """Rows are appended as they are scanned."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, VERDICT_COLUMN, parent)

    def key(self, row: "Scanned", column: int) -> Any:
        """What a row sorts by in a column."""
        return COLUMNS[column].key(row.record)

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
            return alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == VERDICT_COLUMN:
            return QColor(tokens().verdict(wording.state(row.record)))
        return None

    def _in_words(self, row: "Scanned", column: Column) -> str:
        if column.picture is not None and not column.words(row.record):
            return "Hidden picture" if column.picture(row) is not None else "No hidden picture"
        return column.words(row.record)


class TriageFilter(RowFilter["Scanned"]):
    """Hides what was not asked for. "" stands for every verdict, and for every name."""

    def __init__(self, model: TriageModel, parent: QObject | None = None) -> None:
        self._verdict, self._part = "", ""
        super().__init__(model, parent)

    def show_only(self, verdict: str, part: str) -> None:
        """The id of a verdict, and a part of the file's name in any case."""
        self._verdict, self._part = verdict, part.casefold()
        self.invalidate()

    def accepts(self, row: "Scanned") -> bool:
        """Whether verdict and name are those asked for."""
        record = row.record
        return self._verdict in ("", wording.state(record)) and self._part in record.file.casefold()
