"""What lies under the mouse pointer, in every pane that shows the place."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True)
class Reading:
    """One pixel of one pane: its place in that pane's image and its colour, None outside of the image.

    Where `signed`, the three are differences of colours, -255..255.
    """

    pane: str
    x: int
    y: int
    rgb: tuple[int, int, int] | None
    signed: bool = False

    @property
    def levels(self) -> str:
        """The three figures in columns of equal width; empty outside of the image."""
        form = "+4d" if self.signed else "3d"
        return " ".join(format(level, form) for level in self.rgb or ())


class CursorModel(QObject):
    """The readings for the status bar and the Facts panel; panes write, nobody else. GUI thread only."""

    changed = Signal()
    zoom_changed = Signal(float)
    """Device pixels per image pixel of the pane last touched; 1.0 is 100 %."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readings: tuple[Reading, ...] = ()
        self._zoom: float | None = None

    @property
    def readings(self) -> tuple[Reading, ...]:
        """One per pane; the first is the pane under the pointer. Empty when the pointer is elsewhere."""
        return self._readings

    @property
    def zoom(self) -> float | None:
        """Last zoom reported, None before the first."""
        return self._zoom

    def show(self, *readings: Reading) -> None:
        """Replace all readings; none clears them."""
        if readings != self._readings:
            self._readings = readings
            self.changed.emit()

    def set_zoom(self, zoom: float) -> None:
        """Tell the zoom of the pane last touched."""
        if zoom != self._zoom:
            self._zoom = zoom
            self.zoom_changed.emit(zoom)
