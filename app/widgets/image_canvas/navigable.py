"""A widget whose mouse and keyboard move a canvas view."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.image_canvas.interaction import Navigation
from app.widgets.image_canvas.placement import Placement
from app.widgets.image_canvas.view_state import CanvasView, Point


class NavigableWidget(QWidget):
    """Wheel zooms at the mouse, dragging and arrows pan, + - 0 1 zoom; a subclass says where its image is."""

    cursor_left = Signal()
    clicked = Signal(int, int)
    """Source column and row of a click that was not a drag."""

    def __init__(self, view: CanvasView | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._view = view or CanvasView(self)
        self._navigation = Navigation(self._view)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def view(self) -> CanvasView:
        """Zoom and centre, in source coordinates; may be shared."""
        return self._view

    def placement(self) -> Placement:
        """Where the image lies, in device pixels of this widget."""
        raise NotImplementedError

    def hovered(self, source: Point) -> None:
        """The mouse is over a source point, which may lie outside the image."""
        raise NotImplementedError

    def zoom_to_fit(self) -> None:
        """Show the whole image, now and after resizes; enlarged by whole factors only."""
        self._view.fit()

    def zoom_to(self, zoom: float) -> None:
        """Device pixels per source pixel: 1.0 is one image pixel per device pixel."""
        self._navigation.zoom_to(self.placement(), zoom)

    def zoom_in(self) -> None:
        """One step of the zoom ladder in."""
        self._navigation.zoom_step(self.placement(), 1)

    def zoom_out(self) -> None:
        """One step of the zoom ladder out."""
        self._navigation.zoom_step(self.placement(), -1)

    def _device(self, position: QPointF) -> Point:
        ratio = self.devicePixelRatioF()
        return position.x() * ratio, position.y() * ratio

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._navigation.wheel(self.placement(), event.angleDelta().y(), self._device(event.position()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._navigation.press(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._navigation.drag(self.placement(), event.position(), self.devicePixelRatioF())
        if self._navigation.is_dragging and self._view.zoom is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.hovered(self.placement().to_source(self._device(event.position())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.unsetCursor()
        x, y = source = self.placement().to_source(self._device(event.position()))
        if self._navigation.release() and self.placement().contains(source):
            self.clicked.emit(int(x), int(y))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if not (plain and self._navigation.key(self.placement(), event.key())):
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        self.cursor_left.emit()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
