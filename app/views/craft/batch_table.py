"""The manifest's lines as they come: what was made of each pair, or why nothing was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from core.attacks.manifest import ManifestLine

HEADERS = ("Source", "Target", "Attack image", "Error", "PSNR", "Note")
WIDTHS = (136, 120, 200, 56, 72)


class BatchTable(QTableWidget):
    """Rows can be selected and copied, not edited."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(HEADERS), parent)
        self.setAccessibleName("Attacks of the batch")
        self.setHorizontalHeaderLabels(list(HEADERS))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, width)
        self.lines: list[ManifestLine] = []

    def clear_lines(self) -> None:
        """Start over."""
        self.lines = []
        self.setRowCount(0)

    def add_line(self, line: ManifestLine) -> None:
        """Append a pair and show it."""
        self.lines.append(line)
        row = self.rowCount()
        self.insertRow(row)
        psnr = f"{float(line.psnr):.1f} dB" if line.psnr else ""
        cells = (
            line.source,
            line.target,
            line.output or "Failed",
            line.max_output_error,
            psnr,
            line.sentence,
        )
        for column, text in enumerate(cells):
            cell = QTableWidgetItem(text)
            cell.setToolTip(text)
            self.setItem(row, column, cell)
        self.scrollToBottom()

    @property
    def summary(self) -> str:
        """How many were written, how many failed."""
        failed = sum(line.failed for line in self.lines)
        written = len(self.lines) - failed
        images = "image was" if written == 1 else "images were"
        return f"{written} attack {images} written" + (f", {failed} failed." if failed else ".")
