"""The table itself: pictures, sorting, and rows that open by double click or Enter."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from app.views.triage.picture_delegate import MARGIN, SIDE, PictureDelegate
from app.views.triage.table_model import COLUMNS, FALSE_ALARM_COLUMN, TriageFilter, TriageModel
from app.widgets.row_table import prepare_row_table

if TYPE_CHECKING:
    from core.detection.scan_file import Scanned

WIDTHS = (164, 88, 68, 86, 126, 108, 90, 60)
"""Of all columns; the last takes what is left. Together they fit a window of 1280 pixels."""


class TriageTable(QTableView):
    """Shows `rows`, the most alarming first until another column is asked for."""

    opened = Signal(object)
    """List of `Scanned` to open as evidence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TriageModel(self)
        self.filter = TriageFilter(self.rows, self)
        self.setModel(self.filter)
        self.setAccessibleName("Scanned images")
        self._prepare()
        self._prepare_columns()
        self.sortByColumn(FALSE_ALARM_COLUMN, Qt.SortOrder.AscendingOrder)
        self.doubleClicked.connect(lambda _: self.open_selected())

    @property
    def selected(self) -> "list[Scanned]":
        """The selected rows, from top to bottom."""
        indices = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [self.filter.row(index) for index in indices]

    def open_selected(self) -> None:
        """Have the selected rows opened as evidence."""
        if self.selected:
            self.opened.emit(self.selected)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the selected rows; everything else moves about as in any table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected:
            self.open_selected()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "rows"):
            self.rows.recolour()

    def _prepare(self) -> None:
        prepare_row_table(self, SIDE + 2 * MARGIN)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        action = QAction("Open as evidence", self)
        action.triggered.connect(lambda _=False: self.open_selected())
        self.addAction(action)

    def _prepare_columns(self) -> None:
        for place, width in enumerate(WIDTHS):
            self.setColumnWidth(place, width)
        pictures = PictureDelegate(self)
        for place, column in enumerate(COLUMNS):
            if column.picture is not None:
                self.setItemDelegateForColumn(place, pictures)
