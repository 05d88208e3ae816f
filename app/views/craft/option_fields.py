"""One field per kind of option; what an attack asks for is read from its spec."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget

from app.widgets.path_field import PathField
from core.attacks.specs import OptionSpec, OptionValue

LEAST, MOST = -1_000_000, 1_000_000
"""Bounds of a number whose spec has none."""


class OptionField:
    """The widget of one option. `tell` is called when the user has changed it."""

    def __init__(self, spec: OptionSpec, tell: Callable[[], None]) -> None:
        self.spec = spec
        self.widget, self._read, self._write = _MAKERS[spec.kind](spec, tell)
        self.widget.setAccessibleName(spec.title)
        self.widget.setAccessibleDescription(spec.explanation)
        self.widget.setToolTip(spec.explanation)
        self._write(spec.default)

    @property
    def value(self) -> OptionValue:
        """What is set, in the option's own type."""
        return self._read()

    def set_value(self, value: OptionValue) -> None:
        """Show a value."""
        self._write(value)


Made = tuple[QWidget, Callable[[], OptionValue], Callable[[OptionValue], object]]
Maker = Callable[[OptionSpec, Callable[[], None]], Made]


def _whole_number(spec: OptionSpec, tell: Callable[[], None]) -> Made:
    box = QSpinBox()
    box.setRange(*(round(bound) for bound in _bounds(spec)))
    box.valueChanged.connect(lambda _: tell())
    return box, box.value, lambda value: box.setValue(round(float(value)))


def _number(spec: OptionSpec, tell: Callable[[], None]) -> Made:
    box = QDoubleSpinBox()
    least, most = _bounds(spec)
    fine = most - least <= 10
    box.setDecimals(3 if fine else 1)
    box.setSingleStep(0.05 if fine else 1.0)
    box.setRange(least, most)
    box.valueChanged.connect(lambda _: tell())
    return box, box.value, lambda value: box.setValue(float(value))


def _choice(spec: OptionSpec, tell: Callable[[], None]) -> Made:
    box = QComboBox()
    for key, title in spec.choices:
        box.addItem(title, key)
    box.currentIndexChanged.connect(lambda _: tell())
    return box, lambda: str(box.currentData()), lambda value: box.setCurrentIndex(box.findData(value))


def _words(spec: OptionSpec, tell: Callable[[], None]) -> Made:
    line = QLineEdit()
    line.setPlaceholderText(str(spec.default))
    line.textChanged.connect(lambda _: tell())
    return line, line.text, lambda value: line.setText(str(value))


def _folder(spec: OptionSpec, tell: Callable[[], None]) -> Made:
    field = PathField(spec.title)
    field.changed.connect(tell)
    return field, field.line.text, lambda value: field.line.setText(str(value))


def _truth(spec: OptionSpec, tell: Callable[[], None]) -> Made:
    box = QCheckBox(spec.title)
    box.toggled.connect(lambda _: tell())
    return box, box.isChecked, lambda value: box.setChecked(bool(value))


def _bounds(spec: OptionSpec) -> tuple[float, float]:
    return (
        LEAST if spec.minimum is None else spec.minimum,
        MOST if spec.maximum is None else spec.maximum,
    )


_MAKERS: dict[str, Maker] = {
    "int": _whole_number,
    "float": _number,
    "choice": _choice,
    "text": _words,
    "folder": _folder,
    "bool": _truth,
}
