"""Below the large output: what the pane shows of it and its partner."""

from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QToolButton, QWidget

from app.widgets.pane_bar import PaneBar

GAINS = (1, 2, 4, 8, 16)
DEFAULT_GAIN = 2


class Mode(Enum):
    """What the pane shows."""

    OUTPUT = "Output"
    PARTNER = "Other"
    SPLIT = "Split"
    DIFFERENCE = "Difference"


TIPS = {
    Mode.OUTPUT: "What the library makes of the image (Space blinks)",
    Mode.PARTNER: "What it is compared with, at the same place (Space blinks)",
    Mode.SPLIT: "The output left of a divider, what it is compared with right of it (S)",
    Mode.DIFFERENCE: "Output minus what it is compared with, amplified around mid grey (D)",
}


class ModeBar(PaneBar):
    """A button per mode, and the gain of the difference. Other buttons may be added at its right end."""

    chosen = Signal(Mode)
    gain_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._buttons = {mode: _button(mode) for mode in Mode}
        self.gain_box = _gain_box()
        for widget in (*self._buttons.values(), self.gain_box):
            self.row.addWidget(widget)
        self.row.setSpacing(4)
        self.row.addStretch(1)
        group = QButtonGroup(self)
        for mode, button in self._buttons.items():
            group.addButton(button)
            button.clicked.connect(lambda _, mode=mode: self.chosen.emit(mode))
        self.gain_box.currentIndexChanged.connect(lambda _: self.gain_changed.emit())

    @property
    def gain(self) -> int:
        """By how much the difference is amplified."""
        return int(self.gain_box.currentData())

    def show_mode(self, mode: Mode, partner: str) -> None:
        """The mode in force, and what the partner is called."""
        self._buttons[mode].setChecked(True)
        self._buttons[Mode.PARTNER].setText(partner)
        self.gain_box.setEnabled(mode is Mode.DIFFERENCE)


def _button(mode: Mode) -> QToolButton:
    button = QToolButton()
    button.setText(mode.value)
    button.setCheckable(True)
    button.setAutoRaise(True)
    button.setToolTip(TIPS[mode])
    return button


def _gain_box() -> QComboBox:
    box = QComboBox()
    for gain in GAINS:
        box.addItem(f"×{gain}", gain)
    box.setCurrentIndex(GAINS.index(DEFAULT_GAIN))
    box.setAccessibleName("Gain of the difference")
    box.setToolTip("How much the difference is amplified")
    box.setEnabled(False)
    return box
