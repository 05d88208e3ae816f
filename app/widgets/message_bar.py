"""One sentence above the views: what was done, or what went wrong and the remedy."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from app.theme import set_icon, tokens
from app.theme.icons import icon_pixmap

INFO_SECONDS = 8
ICON_SIZE = 20


class MessageBar(QFrame):
    """Hidden until something is said. An error stays until closed or replaced, an info goes by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self._severity = "info"
        self._mark = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = self._close_button()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._lay_out()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on show, empty while hidden."""
        return self._text.text() if not self.isHidden() else ""

    @property
    def severity(self) -> str:
        """ "info" or "error"."""
        return self._severity

    def say(self, severity: str, sentence: str) -> None:
        """Show `sentence`; `severity` is "info" or "error"."""
        self._severity = severity
        self.setProperty("severity", severity)
        self.style().polish(self)  # the application's style sheet tells severities apart
        self._text.setText(sentence)
        self.setAccessibleName(f"{'Error' if severity == 'error' else 'Note'}: {sentence}")
        self._dress()
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._timer.stop()
        if severity != "error":
            self._timer.start(INFO_SECONDS * 1000)

    def dismiss(self) -> None:
        """Hide now."""
        self._timer.stop()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme: the picture here, the colours by the application's style sheet."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _close_button(self) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setIconSize(QSize(16, 16))
        button.setToolTip("Close this message")
        button.setAccessibleName("Close this message")
        set_icon(button, "close")
        button.clicked.connect(self.dismiss)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        row.addWidget(self._close)

    def _dress(self) -> None:
        chosen = tokens()
        colour = chosen.attack if self._severity == "error" else chosen.accent
        name = "error" if self._severity == "error" else "info"
        self._mark.setPixmap(icon_pixmap(name, colour, ICON_SIZE, self.devicePixelRatioF()))
