"""A slider with its name and its value in words."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget


class ValueSlider(QWidget):
    """`value_of` turns a position 0..steps into the value, `text_of` the value into words."""

    changed = Signal(float)

    def __init__(
        self,
        name: str,
        steps: int,
        value_of: Callable[[int], float],
        text_of: Callable[[float], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._value_of, self._text_of = value_of, text_of
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, steps)
        self.slider.setPageStep(max(1, steps // 10))
        self.slider.setAccessibleName(name)
        title, self._shown = QLabel(name), QLabel()
        title.setProperty("role", "muted")
        title.setBuddy(self.slider)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(title, 0, 0)
        grid.addWidget(self._shown, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.slider, 1, 0, 1, 2)
        self.slider.valueChanged.connect(self._announce)
        self._show()

    @property
    def value(self) -> float:
        """The value in force."""
        return self._value_of(self.slider.value())

    def set_position(self, position: int) -> None:
        """Move the slider."""
        self.slider.setValue(position)

    def _announce(self) -> None:
        self._show()
        self.changed.emit(self.value)

    def _show(self) -> None:
        words = self._text_of(self.value)
        self._shown.setText(words)
        self.slider.setAccessibleDescription(words)
