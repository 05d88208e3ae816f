"""A well that takes one image file: dropped on it, or chosen after a click or Enter."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.theme import tokens
from app.widgets.image_tile_picture import Picture
from core.images.arrays import RGB

OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
BOX = QSize(208, 96)
HEIGHT = 160


class FileWell(QWidget):
    """Shows an invitation, then a thumbnail with name and size, or a sentence about a bad file.

    The well decodes nothing: it reports the path by `file_chosen`; its owner calls `set_image` or
    `set_error` when the file was read.
    """

    file_chosen = Signal(object)

    def __init__(
        self, title: str, invitation: str, parent: QWidget | None = None, *, file_filter: str = ""
    ) -> None:
        """`file_filter`: as `QFileDialog` takes it; empty shows every file."""
        super().__init__(parent)
        self._file_filter = file_filter
        self._title = title
        self.heading = QLabel(title)
        self.heading.setProperty("role", "heading")
        self.heading.setBuddy(self)
        self._picture = Picture()
        self._picture.set_box(BOX)
        self._words = QLabel()
        self._hot = False
        self._invitation = invitation
        self.error: str | None = None
        self._configure()
        self.clear()

    def _configure(self) -> None:
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self._title)
        self.setToolTip(f"{self._title}: drop a file here, or press Enter to choose one")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self._picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addStretch(1)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._words)
        column.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """Narrow wells wrap their words."""
        return QSize(144, HEIGHT)

    @property
    def words(self) -> str:
        """The text in the well."""
        return self._words.text()

    @property
    def pixels(self) -> RGB | None:
        """The thumbnail's picture at its own size."""
        return self._picture.pixels

    def clear(self) -> None:
        """Back to the invitation."""
        self._show(None, self._invitation, None)

    def say(self, words: str) -> None:
        """Show words in place of a picture."""
        self._show(None, words, None)

    def set_busy(self, name: str) -> None:
        """Say that `name` is being read."""
        self._show(None, f"Reading {name} …", None)

    def set_image(self, pixels: RGB, name: str, reduced: RGB | None = None) -> None:
        """Show the picture (H, W, 3) uint8 that was read; `reduced` as for `Picture`."""
        height, width = pixels.shape[:2]
        self._show(pixels, f"{name}\n{width}×{height}", None, reduced)

    def set_error(self, sentence: str) -> None:
        """Say why a file could not be taken."""
        self._show(None, sentence, sentence)

    def _show(self, pixels: RGB | None, words: str, error: str | None, reduced: RGB | None = None) -> None:
        self._picture.set_pixels(pixels, reduced)
        self._picture.setVisible(pixels is not None)
        self._words.setText(words)
        self._words.setProperty("role", "error" if error else "")
        self._words.style().polish(self._words)
        self.error = error
        self.setAccessibleDescription(words)
        self.update()

    def choose(self) -> None:
        """Ask for a file."""
        path, _ = QFileDialog.getOpenFileName(self, self._title, "", self._file_filter)
        if path:
            self.file_chosen.emit(Path(path))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space ask for a file."""
        if event.key() in OPENING_KEYS:
            self.choose()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click asks for a file."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.choose()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take drags that carry a local file."""
        if _local_file(event) is not None:
            self._set_hot(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: ARG002
        """The drag went elsewhere."""
        self._set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Report the first dropped file."""
        self._set_hot(False)
        path = _local_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_chosen.emit(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The thumbnail follows the width."""
        super().resizeEvent(event)
        self._picture.set_box(QSize(min(BOX.width(), self.width() - 16), BOX.height()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus on the edge."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus off the edge."""
        super().focusOutEvent(event)
        self.update()

    def _set_hot(self, hot: bool) -> None:
        self._hot = hot
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A dashed edge; solid and coloured while it has focus or a drag hovers."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            chosen, active = tokens(), self._hot or self.hasFocus()
            edge = QColor(chosen.accent if active else chosen.border)
            filled = self._picture.pixels is not None
            style = Qt.PenStyle.SolidLine if active or filled else Qt.PenStyle.DashLine
            painter.setPen(QPen(edge, 2 if self._hot else 1, style))
            painter.setBrush(QColor(chosen.base))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


def _local_file(event: QDropEvent) -> Path | None:
    """The first local file of a drag, if any."""
    for url in event.mimeData().urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return None
