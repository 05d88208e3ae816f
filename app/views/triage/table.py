"""The table itself: pictures, sorting, and rows that open by double click or Enter."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.views.triage.picture_delegate import MARGIN, SIDE, PictureDelegate
from app.views.triage.table_model import (
    COLUMNS,
    FALSE_ALARM_COLUMN,
    IMAGE_COLUMN,
    WHY_COLUMN,
    TriageFilter,
    TriageModel,
)
from app.widgets.row_table import prepare_row_table

if TYPE_CHECKING:
    from core.detection.scan_file import Scanned

WIDTHS = (260, 106, 66, 90, 124, 100, 92, 60)
"""Of all columns; the reasons take what is left, and where they are hidden the names do."""
WIDE = 1100
"""Logical pixels from which there is room for the reasons; below the table they stand anyway."""


class TriageTable(QTableView):
    """Shows `rows`, the most alarming first until another column is asked for."""

    opened = Signal(object)
    """List of `Scanned` to open as evidence."""
    current_row_changed = Signal(object)
    """The `Scanned` that the keyboard is at, or None."""

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
        self.selectionModel().currentRowChanged.connect(lambda *_: self._tell_current())
        self.rows.modelReset.connect(self._tell_current)

    @property
    def selected(self) -> "list[Scanned]":
        """The selected rows, from top to bottom."""
        indices = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [self.filter.row(index) for index in indices]

    @property
    def current(self) -> "Scanned | None":
        """The row that the keyboard is at."""
        index = self.currentIndex()
        return self.filter.row(index) if index.isValid() else None

    def _tell_current(self) -> None:
        self.current_row_changed.emit(self.current)

    def copy_paths(self) -> None:
        """Put the selected files' paths on the clipboard, one a line."""
        if self.selected:
            QGuiApplication.clipboard().setText("\n".join(str(entry.path) for entry in self.selected))

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The reasons are shown where there is room for them."""
        super().resizeEvent(event)
        narrow, header = self.viewport().width() < WIDE, self.horizontalHeader()
        self.setColumnHidden(WHY_COLUMN, narrow)
        modes = QHeaderView.ResizeMode
        header.setSectionResizeMode(IMAGE_COLUMN, modes.Stretch if narrow else modes.Interactive)

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
        for text, act in (("Open as evidence", self.open_selected), ("Copy path", self.copy_paths)):
            action = QAction(text, self)
            action.triggered.connect(lambda _=False, act=act: act())
            self.addAction(action)

    def _prepare_columns(self) -> None:
        for place, width in enumerate(WIDTHS):
            self.setColumnWidth(place, width)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(WHY_COLUMN, QHeaderView.ResizeMode.Stretch)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        pictures = PictureDelegate(self)
        for place, column in enumerate(COLUMNS):
            if column.picture is not None:
                self.setItemDelegateForColumn(place, pictures)
