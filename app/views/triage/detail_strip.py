"""The row under the keyboard in words: below the table, where a sentence has room."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.views.triage import wording
from app.widgets.elided_label import ElidedLabel
from app.widgets.image_tile import selectable_label
from app.widgets.section import with_role

if TYPE_CHECKING:
    from core.detection.scan_file import Scanned

LINES = 3
"""Kept free for the sentence, so that the table does not jump from row to row."""


class DetailStrip(QFrame):
    """File, verdict and reason; hidden while there is no row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = ElidedLabel()
        self.file.setProperty("role", "heading")
        self.words = with_role(selectable_label(), "muted")
        self.words.setMinimumHeight(LINES * self.fontMetrics().lineSpacing())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.file)
        column.addWidget(self.words)
        self.hide()

    def show_row(self, result: "Scanned | None") -> None:
        """Say what is known of one file."""
        self.setVisible(result is not None)
        if result is not None:
            record = result.record
            self.file.show_text(f"{record.file} — {wording.verdict(record)}")
            self.words.setText(wording.reason(record))
