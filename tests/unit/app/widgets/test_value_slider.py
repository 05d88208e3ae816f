from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.widgets.value_slider import ValueSlider


def test_positions_become_values_and_words(qtbot: QtBot) -> None:
    slider = ValueSlider("Opacity", 100, lambda step: step / 100, lambda value: f"{value:.0%}")
    qtbot.addWidget(slider)
    with qtbot.waitSignal(slider.changed) as signal:
        slider.set_position(70)
    assert signal.args == [0.7]
    assert slider.value == 0.7
    assert slider.slider.accessibleName() == "Opacity"
    assert slider.slider.accessibleDescription() == "70%"
    qtbot.keyClick(slider.slider, Qt.Key.Key_Right)
    assert slider.value == 0.71
