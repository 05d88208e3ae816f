"""Titles and selectable values in two columns."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.widgets.wrapping_text import WrappingText

CODES = frozenset({"SHA-256", "MD5"})


class FactGrid(QWidget):
    """A table without lines; long words break anywhere, so that the panel can be narrow.

    `stacked` puts each value below its title instead of beside it.
    """

    def __init__(self, parent: QWidget | None = None, *, stacked: bool = False) -> None:
        super().__init__(parent)
        self._stacked = stacked
        self._values: dict[str, WrappingText] = {}
        self._titles: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0 if stacked else 1, 1)

    def show_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Replace everything by `rows` of title and value."""
        rows = tuple(rows)
        titles = tuple(title for title, _ in rows)
        if titles != self._titles:
            self._rebuild(titles)
        for title, value in rows:
            self._values[title].set_text(value)
            self._values[title].setAccessibleName(f"{title}: {value}")

    def value_of(self, title: str) -> str:
        """The value beside `title`; KeyError when there is no such row."""
        return self._values[title].text

    def _rebuild(self, titles: tuple[str, ...]) -> None:
        self._clear()
        self._titles = titles
        for place, title in enumerate(titles):
            name = QLabel(title)
            name.setProperty("role", "muted")
            self._values[title] = WrappingText(fixed=title in CODES)
            left, right = ((2 * place, 0), (2 * place + 1, 0)) if self._stacked else ((place, 0), (place, 1))
            self._grid.addWidget(name, *left, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._values[title], *right, Qt.AlignmentFlag.AlignTop)

    def _clear(self) -> None:
        self._values.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
