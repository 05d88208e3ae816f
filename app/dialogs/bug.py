"""An unexpected error: the one thing that may interrupt, with everything a report needs."""

import platform
import traceback

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.scaling.versions import library_versions


def bug_report(error: BaseException) -> str:
    """Traceback and versions as text."""
    versions = ", ".join(f"{name} {number}" for name, number in library_versions().items())
    return "".join(traceback.format_exception(error)) + f"\n{platform.platform()}, {versions}\n"


class BugDialog(QDialog):
    """Says that this is our fault, shows the traceback, copies it."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Aliascope met an error it did not expect")
        self.resize(720, 420)
        self._report = bug_report(error)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        words = QLabel(
            "This is a bug in Aliascope. The evidence file is untouched and you can go on working; "
            "please report the text below."
        )
        words.setWordWrap(True)
        column.addWidget(words)
        column.addWidget(self._details())
        column.addWidget(self._buttons())

    @property
    def report(self) -> str:
        """The text that Copy puts on the clipboard."""
        return self._report

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)

    def _details(self) -> QPlainTextEdit:
        details = QPlainTextEdit(self._report)
        details.setReadOnly(True)
        details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        details.setAccessibleName("Details of the error")
        return details

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton("Copy")
        copy.clicked.connect(self.copy)
        box.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        box.rejected.connect(self.reject)
        return box
