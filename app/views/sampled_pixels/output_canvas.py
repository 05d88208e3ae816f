"""The output, in which one pixel is chosen with the mouse or the arrow keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.widgets.image_canvas import ImageCanvas, RectMark
from app.widgets.image_canvas.marks import Tone
from core.images import RGB

FAR = 10
MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class OutputCanvas(ImageCanvas):
    """Arrows move the chosen pixel, with Shift by ten; Enter or a click asks to see it in the source."""

    pixel_chosen = Signal(int, int, bool)
    """Column and row, and whether by key: then the source is to follow."""
    visit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pixel: tuple[int, int] | None = None
        self._place = (0.5, 0.5)
        """Where the middle of the chosen pixel lies, as shares of width and height."""
        self.cursor_moved.connect(lambda x, y, _: self.choose(x, y))
        self.clicked.connect(lambda *_: self.visit_wanted.emit())

    def show_output(self, pixels: RGB | None) -> None:
        """Show an output; the chosen pixel keeps its relative place, whatever the size."""
        self.set_image(pixels)
        if pixels is None:
            self.set_marks(())
            return
        height, width = pixels.shape[:2]
        place = self._place
        self.pixel = None
        self.choose(int(place[0] * width), int(place[1] * height))
        self._place = place  # of what was chosen, so that going back and forth does not shift it

    def choose(self, x: int, y: int, *, by_key: bool = False) -> None:
        """Choose the pixel in column x, row y."""
        if self.pixel != (x, y) and self.image is not None:
            self.pixel = (x, y)
            height, width = self.image.shape[:2]
            self._place = (x + 0.5) / width, (y + 0.5) / height
            self.set_marks([RectMark(x, y, 1, 1, tone=Tone.ACCENT)])
            self.pixel_chosen.emit(x, y, by_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.visit_wanted.emit()
        elif event.key() in MOVES and self.image is not None and self.pixel is not None:
            far = FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            right, down = MOVES[Qt.Key(event.key())]
            height, width = self.image.shape[:2]
            x = min(max(self.pixel[0] + far * right, 0), width - 1)
            y = min(max(self.pixel[1] + far * down, 0), height - 1)
            self.choose(x, y, by_key=True)
        else:
            super().keyPressEvent(event)
