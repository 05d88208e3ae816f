"""The profile plot shows what it holds, also after a far wider spectrum."""

import numpy as np
from pytestqt.qtbot import QtBot

from app.views.spectrum.profiles import Curve, ProfilePlot


def test_a_short_curve_is_shown_whole_after_a_long_one(qtbot: QtBot) -> None:
    plot = ProfilePlot("Mean along each axis")
    qtbot.addWidget(plot)
    plot.resize(300, 150)
    plot.show_curves(Curve(np.linspace(-80, -130, 10_001, dtype=np.float32)))
    plot.show_curves(Curve(np.array([-30, -33, -37, -39, -38], np.float32)))
    (left, right), (bottom, top) = plot.getViewBox().viewRange()
    assert -1 < left <= 0
    assert 4 <= right < 5
    assert -40 < bottom <= -39
    assert -30 <= top < -29
