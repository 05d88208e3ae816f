"""The window before anything is open: what to do, in large letters."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.theme import set_icon, tokens
from app.theme.icons import icon_pixmap

SampleGroup = tuple[str, Sequence[tuple[str, str]]]
"""Words above a group of samples, and key and title of each."""

FORMATS = "PNG, JPEG, WebP, TIFF, BMP, GIF, PPM. The file is only read, never changed."


class DropZone(QWidget):
    """A dashed field with an Open button and buttons for samples. The window itself takes the drops."""

    open_requested = Signal()
    sample_requested = Signal(str)

    def __init__(self, samples: Sequence[SampleGroup], parent: QWidget | None = None) -> None:
        """`samples`: groups of them; a click on one emits `sample_requested(key)`."""
        super().__init__(parent)
        self._mark = QLabel()
        self._open = QPushButton("Open…")
        self._open.setProperty("primary", True)
        self._open.setToolTip("Open images and inspect them (Ctrl+O)")
        self._open.clicked.connect(self.open_requested)
        self._groups = [(name, [self._sample_button(*entry) for entry in group]) for name, group in samples]
        self._lay_out()
        self._dress()

    @property
    def open_button(self) -> QPushButton:
        """The primary button."""
        return self._open

    @property
    def sample_buttons(self) -> tuple[QToolButton, ...]:
        """One per sample."""
        return tuple(button for _, group in self._groups for button in group)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The ground and the dashed field."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens().base))
        painter.setPen(QPen(QColor(tokens().border), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(24, 24, -24, -24), 12, 12)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _sample_button(self, key: str, title: str) -> QToolButton:
        button = QToolButton()
        button.setText(title)
        set_icon(button, "image")
        button.setIconSize(QSize(20, 20))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAutoRaise(True)
        button.setToolTip(f"Open the sample “{title}” and inspect it")
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.sample_requested.emit(key))
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(8)
        column.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(self._mark, 0, centre)
        column.addSpacing(8)
        column.addWidget(_label("Drop an image to inspect it", "title"), 0, centre)
        column.addWidget(_label(FORMATS, "muted"), 0, centre)
        column.addSpacing(16)
        column.addWidget(self._open, 0, centre)
        column.addSpacing(24)
        column.addLayout(self._sample_columns())
        column.addStretch(3)

    def _sample_columns(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(32)
        row.addStretch(1)
        for name, buttons in self._groups:
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(_label(name, "muted"))
            for button in buttons:
                column.addWidget(button)
            column.addStretch(1)
            row.addLayout(column)
        row.addStretch(1)
        return row

    def _dress(self) -> None:
        self._mark.setPixmap(icon_pixmap("drop", tokens().muted, 56, self.devicePixelRatioF()))
        self.update()


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    return label
