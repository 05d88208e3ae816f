"""Words that wrap anywhere and copy as they are; a label breaks only between words."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget


class WrappingText(QTextEdit):
    """Read-only, selectable plain text, as high as its words need at its width; `fixed` for hashes."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, fixed: bool = False) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTextEdit { background: transparent; border: none; padding: 0; }")
        self.document().setDocumentMargin(0)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        self.setMinimumWidth(48)
        if fixed:
            self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.set_text(text)

    @property
    def text(self) -> str:
        """What is shown."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show `text` and take the height it needs."""
        if text != self.toPlainText():
            self.setPlainText(text)
        self._fit()

    def sizeHint(self) -> QSize:
        """Any width; the height in force."""
        return QSize(160, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the new width needs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = max(int(self.document().size().height()), self.fontMetrics().height()) + 1
        if height != self.height():
            self.setFixedHeight(height)
