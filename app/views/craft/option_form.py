"""The options of the chosen attack, each with its explanation; made anew for every attack."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.views.craft.option_fields import OptionField
from app.widgets.section import quiet
from core.attacks.specs import OptionSpec, OptionValue

COLUMNS = 3
Options = dict[str, OptionValue]


class OptionForm(QWidget):
    """Fields three abreast, hidden while there are none. What was set for an attack comes back with it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, OptionField] = {}
        self._key = ""
        self._remembered: dict[str, Options] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)

    @property
    def values(self) -> Options:
        """Every option's value by id."""
        return {key: field.value for key, field in self.fields.items()}

    def show_options(self, key: str, options: Sequence[OptionSpec]) -> None:
        """The options of the attack `key`, with the values they last had, at first their defaults."""
        if key == self._key:
            return
        if self._key:
            self._remembered[self._key] = self.values
        self._key = key
        self._clear()
        for place, spec in enumerate(options):
            self._add(place, OptionField(spec, self.changed.emit))
        self.set_values(self._remembered.get(key, {}))
        self.setVisible(bool(options))

    def set_values(self, values: Options) -> None:
        """Show these; options that are not there are left out."""
        for key, value in values.items():
            if key in self.fields:
                self.fields[key].set_value(value)

    def _add(self, place: int, field: OptionField) -> None:
        row, column = 3 * (place // COLUMNS), place % COLUMNS
        if field.spec.kind != "bool":  # its box carries the title
            label = QLabel(field.spec.title)
            label.setBuddy(field.widget)
            label.setContentsMargins(0, 4 if row else 0, 0, 0)
            self._grid.addWidget(label, row, column)
        self._grid.addWidget(field.widget, row + 1, column, _alignment(field))
        self._grid.addWidget(quiet(field.spec.explanation), row + 2, column, Qt.AlignmentFlag.AlignTop)
        self.fields[field.spec.id] = field

    def _clear(self) -> None:
        self.fields = {}
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _alignment(field: OptionField) -> Qt.AlignmentFlag:
    wide = field.spec.kind in ("text", "folder")
    return Qt.AlignmentFlag(0) if wide else Qt.AlignmentFlag.AlignLeft
