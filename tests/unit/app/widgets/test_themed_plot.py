import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.theme import apply_theme, tokens
from app.widgets.themed_plot import ThemedPlot


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> ThemedPlot:
    apply_theme(qapp, "light")
    widget = ThemedPlot("Curve", "x", "y")
    qtbot.addWidget(widget)
    widget.plot([0, 1, 2], [0, 1, 4])
    widget.resize(300, 200)
    return widget


def test_it_follows_the_theme(plot: ThemedPlot, qapp: QApplication) -> None:
    for theme in ("light", "dark"):
        apply_theme(qapp, theme)
        assert plot.grab().toImage().pixelColor(295, 5) == QColor(tokens().base)


@pytest.mark.parametrize(
    ("key", "axis", "sign"),
    [(Qt.Key.Key_Right, 0, 1), (Qt.Key.Key_Left, 0, -1), (Qt.Key.Key_Up, 1, 1), (Qt.Key.Key_Down, 1, -1)],
)
def test_arrows_move_the_view(plot: ThemedPlot, qtbot: QtBot, key: Qt.Key, axis: int, sign: int) -> None:
    before = plot.getViewBox().viewRange()[axis][0]
    qtbot.keyClick(plot, key)
    assert sign * (plot.getViewBox().viewRange()[axis][0] - before) > 0


def test_plus_and_minus_zoom_and_zero_shows_all(plot: ThemedPlot, qtbot: QtBot) -> None:
    def width() -> float:
        (left, right), _ = plot.getViewBox().viewRange()
        return float(right - left)

    whole = width()
    qtbot.keyClick(plot, Qt.Key.Key_Plus)
    assert width() < whole
    qtbot.keyClick(plot, Qt.Key.Key_Minus)
    assert width() == pytest.approx(whole)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_0)
    assert plot.getViewBox().viewRange()[0] == pytest.approx([0, 2], abs=0.02)
