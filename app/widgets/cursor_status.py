"""Place, colour and zoom at the right end of the status bar."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QWidget

from app.models import CursorModel


class CursorStatus(QLabel):
    """`x 412  y 97  rgb 12 40 9   100 %`; only the zoom while the pointer is off every image."""

    def __init__(self, cursor: CursorModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cursor = cursor
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setContentsMargins(8, 0, 8, 0)
        self.setToolTip("Pixel under the pointer, and zoom in device pixels per image pixel")
        cursor.changed.connect(self._refresh)
        cursor.zoom_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        words = [self._place(), "" if self._cursor.zoom is None else zoom_words(self._cursor.zoom)]
        self.setText("   ".join(word for word in words if word))
        self.setAccessibleName(f"Under the pointer: {self.text() or 'nothing'}")

    def _place(self) -> str:
        readings = self._cursor.readings
        if not readings:
            return ""
        first = readings[0]
        rgb = "" if first.rgb is None else f"  rgb {' '.join(f'{level:3d}' for level in first.rgb)}"
        return f"x {first.x}  y {first.y}{rgb}"


def zoom_words(zoom: float) -> str:
    """A zoom as percent, with a decimal below 10 %."""
    return f"{zoom * 100:.1f} %" if zoom < 0.1 else f"{zoom * 100:.0f} %"
