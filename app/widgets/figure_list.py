"""Names and values, one pair below the other; values can be selected and copied."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.widgets.image_tile import selectable_label
from app.widgets.section import quiet

Figure = tuple[str, str]


class FigureList(QWidget):
    """Shows pairs of name and value; labels are reused when the values change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[tuple[QLabel, QLabel]] = []

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What is shown."""
        return tuple((name.text(), value.text()) for name, value in self._rows if not name.isHidden())

    def set_figures(self, *figures: Figure) -> None:
        """Replace all pairs."""
        while len(self._rows) < len(figures):
            self._add_row()
        for index, (name, value) in enumerate(self._rows):
            used = index < len(figures)
            name.setVisible(used)
            value.setVisible(used)
            if used:
                name.setText(figures[index][0])
                value.setText(figures[index][1])

    def _add_row(self) -> None:
        name, value = quiet(), selectable_label()
        name.setContentsMargins(0, 8 if self._rows else 0, 0, 0)
        self._column.addWidget(name)
        self._column.addWidget(value)
        self._rows.append((name, value))
