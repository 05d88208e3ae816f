"""One canvas, or two on the same place with a divider between them that can be dragged."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.theme import tokens
from app.widgets.image_canvas import CanvasView, ImageCanvas

GRIP = 9
KEY_STEP = 0.02
MARGIN = 0.02


class Divider(QWidget):
    """The line between the halves: drag it, or move it with the arrow keys."""

    moved = Signal(float)
    """To the x it is dragged to, in the parent's pixels."""
    stepped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Divider of the split view")
        self.setToolTip("Drag, or move with ← and →")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.moved.emit(self.mapToParent(event.position()).x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.width() // 2
        line = QColor(tokens().accent if self.hasFocus() or self.underMouse() else "#ffffff")
        painter.fillRect(QRect(middle - 1, 0, 3, self.height()), QColor(0, 0, 0, 160))
        painter.fillRect(QRect(middle, 0, 1, self.height()), line)
        grip = QRect(middle - 3, self.height() // 2 - 16, 7, 32)
        painter.fillRect(grip, QColor(0, 0, 0, 160))
        painter.fillRect(grip.adjusted(1, 1, -1, -1), line)
        painter.end()
        event.accept()


class SplitPane(QWidget):
    """`left` fills the pane; while split, `right` covers what lies right of the divider."""

    def __init__(self, view: CanvasView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left = ImageCanvas(self, view=view)
        self.right = ImageCanvas(self, view=view)
        self.divider = Divider(self)
        self._position = 0.5
        self.divider.moved.connect(lambda x: self.set_position(x / max(1, self.width())))
        self.divider.stepped.connect(lambda step: self.set_position(self._position + step * KEY_STEP))
        self.setMinimumSize(self.left.minimumSize())
        self.set_split(False)

    @property
    def is_split(self) -> bool:
        """Whether both halves show."""
        return not self.right.isHidden()

    @property
    def position(self) -> float:
        """Where the divider is, as a share of the width."""
        return self._position

    def set_split(self, split: bool) -> None:
        """Show both halves, or `left` alone."""
        self.right.setVisible(split)
        self.divider.setVisible(split)
        self._place()

    def set_position(self, position: float) -> None:
        """Move the divider; it stays inside the pane."""
        self._position = min(max(position, MARGIN), 1 - MARGIN)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        whole = self.rect()
        x = round(self._position * whole.width())
        self.left.setGeometry(whole)
        self.right.setGeometry(whole)
        # Both lie over each other, so that a place is at one spot in both; the mask also parts the mouse.
        self.right.setMask(QRegion(whole.adjusted(x, 0, 0, 0)))
        self.divider.setGeometry(x - GRIP // 2, 0, GRIP, whole.height())
        self.divider.raise_()
