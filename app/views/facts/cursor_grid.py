"""The pixel under the pointer, one line per pane."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.models import CursorModel, Reading

SWATCH = 14
NOTHING = "Point at an image to read its pixels."


class CursorGrid(QWidget):
    """Pane, place, colour in figures and as a swatch. Keeps its rows, as it changes with every move."""

    def __init__(self, cursor: CursorModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cursor = cursor
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._nothing = QLabel(NOTHING)
        self._nothing.setProperty("role", "muted")
        self._nothing.setWordWrap(True)
        self._grid.addWidget(self._nothing, 0, 0, 1, 3)
        cursor.changed.connect(self._refresh)
        self._refresh()

    def visible_labels(self) -> list[QLabel]:
        """Every label with words on show, row by row."""
        labels = [self._nothing, *(label for row in self._rows for label in row[:2])]
        return [label for label in labels if not label.isHidden()]

    def _refresh(self) -> None:
        readings = self._cursor.readings
        self._nothing.setVisible(not readings)
        while len(self._rows) < len(readings):
            self._rows.append(self._add_row())
        for place, row in enumerate(self._rows):
            reading = readings[place] if place < len(readings) else None
            _fill(row, reading)

    def _add_row(self) -> tuple[QLabel, QLabel, QLabel]:
        pane, value, swatch = QLabel(), QLabel(), QLabel()
        pane.setProperty("role", "muted")
        value.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        place = len(self._rows) + 1
        for column, label in enumerate((pane, value, swatch)):
            self._grid.addWidget(label, place, column)
        return pane, value, swatch


def _fill(row: tuple[QLabel, QLabel, QLabel], reading: Reading | None) -> None:
    pane, value, swatch = row
    for label in row:
        label.setVisible(reading is not None)
    if reading is None:
        return
    pane.setText(reading.pane)
    if reading.rgb is None:
        value.setText("outside")
        swatch.clear()
        return
    value.setText(reading.levels)
    if reading.signed:
        swatch.clear()
        return
    pixmap = QPixmap(SWATCH, SWATCH)
    pixmap.fill(QColor(*reading.rgb))
    swatch.setPixmap(pixmap)
