"""Place, colour and zoom at the right end of the status bar."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QWidget

from app.models import CursorModel


class CursorStatus(QLabel):
    """`x 412  y 97  rgb 12 40 9   100 %`; empty while the pointer is off every image."""

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
        self.setText(self._words())
        self.setAccessibleName(f"Under the pointer: {self.text() or 'nothing'}")

    def _words(self) -> str:
        readings = self._cursor.readings
        if not readings:
            return ""
        first = readings[0]
        rgb = "" if first.rgb is None else f"  {'A−B' if first.signed else 'rgb'} {first.levels}"
        zoom = "" if self._cursor.zoom is None else f"   {zoom_words(self._cursor.zoom)}"
        return f"x {first.x}  y {first.y}{rgb}{zoom}"


def zoom_words(zoom: float) -> str:
    """A zoom as percent, with a decimal below 10 %."""
    return f"{zoom * 100:.1f} %" if zoom < 0.1 else f"{zoom * 100:.0f} %"
