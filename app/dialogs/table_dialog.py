"""A dialog that shows a table of words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
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
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (self.words, self.table, box):
            column.addWidget(widget)

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

    def set_cell(self, row: int, column: int, text: str, colour: str | None = None) -> None:
        """Replace one cell's words, in `colour` ("#rrggbb") when given."""
        cell = QTableWidgetItem(text)
        if colour is not None:
            cell.setForeground(QBrush(QColor(colour)))
        self.table.setItem(row, column, cell)

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
