"""Two views on the same place, though one of them shows a part cut out of the other's image."""

from PySide6.QtCore import QObject

from app.widgets.image_canvas import CanvasView


class ViewLink(QObject):
    """Zooming or panning either view moves the other; `part` starts at an offset in `whole`."""

    def __init__(self, whole: CanvasView, part: CanvasView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._whole, self._part = whole, part
        self._offset = (0, 0)
        self._moving = False
        whole.changed.connect(lambda: self._follow(self._part, self._whole, -1))
        part.changed.connect(lambda: self._follow(self._whole, self._part, 1))

    @property
    def offset(self) -> tuple[int, int]:
        """Where the part starts, (x, y) in the whole."""
        return self._offset

    def set_offset(self, x: int, y: int) -> None:
        """The part is another; it goes to where the whole is."""
        self._offset = (x, y)
        self._follow(self._part, self._whole, -1)

    def _follow(self, follower: CanvasView, leader: CanvasView, sign: int) -> None:
        if self._moving:
            return
        self._moving = True
        if leader.zoom is None:
            follower.fit()
        else:
            x, y = self._offset
            centre = leader.centre
            moved = None if centre is None else (centre[0] + sign * x, centre[1] + sign * y)
            follower.look_at(leader.zoom, moved)
        self._moving = False
