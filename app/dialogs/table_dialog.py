"""A dialog that shows a table of words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)


class TableDialog(QDialog):
    """A sentence, a table, Close; nothing can be edited, rows can be selected. Does not block the window."""

    def __init__(self, title: str, words: str, headers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(False)
        self.words = QLabel(words)
        self.words.setWordWrap(True)
        self.words.setProperty("role", "muted")
        self.table = QTableWidget(0, len(headers))
        self.table.setAccessibleName(title)
        self._prepare(headers)
        self.resize(760, 600)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.setSpacing(12)
        for widget in (self.words, self.table, box):
            self._column.addWidget(widget)

    def add_controls(self, row: QHBoxLayout) -> None:
        """Put a row of controls between the sentence and the table."""
        self._column.insertLayout(1, row)

    def add_items(self, cells: Sequence[QTableWidgetItem]) -> None:
        """Append a row of ready cells."""
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, cell in enumerate(cells):
            self.table.setItem(row, column, cell)

    def add_row(self, cells: Sequence[str], *, heading: bool = False) -> int:
        """Append a row; a heading is bold. Returns its number."""
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, text in enumerate(cells):
            cell = QTableWidgetItem(text)
            cell.setToolTip(text)
            if heading:
                font = cell.font()
                font.setBold(True)
                cell.setFont(font)
            self.table.setItem(row, column, cell)
        return row

    def _prepare(self, headers: Sequence[str]) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(list(headers))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
