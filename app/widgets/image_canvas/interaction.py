"""Mouse and keyboard of a canvas, as moves of its view."""

from PySide6.QtCore import QPointF, Qt

from app.widgets.image_canvas.placement import Placement
from app.widgets.image_canvas.view_state import CanvasView, Point, next_step

WHEEL_NOTCH = 120
ARROW_STEP = 64
DRAG_THRESHOLD = 4


class Navigation:
    """Turns wheel, drag and keys into changes of a view; knows no widget."""

    def __init__(self, view: CanvasView) -> None:
        self.view = view
        self._wheel = 0
        self._pressed: QPointF | None = None
        self._last: QPointF | None = None
        self._dragging = False

    @property
    def is_dragging(self) -> bool:
        """Whether the mouse moves the image."""
        return self._dragging

    def zoom_step(self, placement: Placement, direction: int, anchor: Point | None = None) -> None:
        """One step in (positive) or out; the source point under `anchor` (device pixels) stays there."""
        self.zoom_to(placement, float(next_step(placement.zoom, direction)), anchor)

    def zoom_to(self, placement: Placement, zoom: float, anchor: Point | None = None) -> None:
        """Zoom to `zoom` device pixels per source pixel around `anchor` (default: the middle)."""
        width, height = placement.viewport
        x, y = anchor or (width / 2, height / 2)
        held = placement.to_source((x, y))
        centre = (held[0] - (x - width / 2) / zoom, held[1] - (y - height / 2) / zoom)
        self.view.look_at(zoom, centre)

    def pan(self, placement: Placement, dx: float, dy: float) -> None:
        """Move the image by device pixels; a fitted image stays fitted, all of it is visible."""
        if self.view.zoom is None:
            return
        zoom = float(placement.zoom)
        x, y = placement.centre
        self.view.look_at(placement.zoom, (x - dx / zoom, y - dy / zoom))

    def wheel(self, placement: Placement, delta: int, anchor: Point) -> None:
        """Collect wheel movement (eighths of a degree) and zoom at each notch."""
        self._wheel += delta
        notches = int(self._wheel / WHEEL_NOTCH)
        self._wheel -= notches * WHEEL_NOTCH
        if notches:
            self.zoom_step(placement, notches, anchor)

    def press(self, position: QPointF) -> None:
        """The left button went down at a logical position."""
        self._pressed = self._last = position
        self._dragging = False

    def drag(self, placement: Placement, position: QPointF, ratio: float) -> None:
        """The mouse moved with the button down."""
        if self._pressed is None or self._last is None:
            return
        if not self._dragging and (position - self._pressed).manhattanLength() < DRAG_THRESHOLD:
            return
        moved = position - self._last
        self._dragging, self._last = True, position
        self.pan(placement, moved.x() * ratio, moved.y() * ratio)

    def release(self) -> bool:
        """The button went up; returns whether that was a click rather than a drag."""
        click = self._pressed is not None and not self._dragging
        self._pressed = self._last = None
        self._dragging = False
        return click

    def key(self, placement: Placement, key: int) -> bool:
        """Handle a key; returns whether it meant something."""
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_step(placement, 1)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom_step(placement, -1)
        elif key == Qt.Key.Key_0:
            self.view.fit()
        elif key == Qt.Key.Key_1:
            self.zoom_to(placement, 1.0)
        else:
            return self._arrow(placement, key)
        return True

    def _arrow(self, placement: Placement, key: int) -> bool:
        moves = {
            Qt.Key.Key_Left: (ARROW_STEP, 0),
            Qt.Key.Key_Right: (-ARROW_STEP, 0),
            Qt.Key.Key_Up: (0, ARROW_STEP),
            Qt.Key.Key_Down: (0, -ARROW_STEP),
        }
        if key not in moves:
            return False
        self.pan(placement, *moves[Qt.Key(key)])
        return True
