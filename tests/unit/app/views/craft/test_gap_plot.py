"""The solver's curve: labels that have room on every range, and its last point in words."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.jobs.craft_job import TracePoint
from app.views.craft.decade_axis import LEAST_GAP, DecadeAxis, decade_ticks
from app.views.craft.gap_plot import GapPlot, trace_words

SIZE = 110


@pytest.mark.parametrize(
    ("low", "high"), [(-8, 7), (-3, 3), (-0.1, 1.1), (-0.7, 0.1), (-3.1, -2.9), (2, 2.02)]
)
def test_labels_have_room(low: float, high: float) -> None:
    ticks = decade_ticks(low, high, SIZE)
    assert ticks
    assert all(low <= tick <= high for tick in ticks)
    assert (np.diff(ticks) * SIZE / (high - low) >= LEAST_GAP - 1e-6).all()


def test_labels_are_round_numbers(qtbot: QtBot) -> None:
    plot = GapPlot()
    qtbot.addWidget(plot)
    axis = plot.getAxis("left")
    assert isinstance(axis, DecadeAxis)
    ((_, ticks),) = axis.tickValues(-0.1, 1.1, SIZE)
    assert axis.tickStrings(ticks, 1.0, 1.0) == ["1", "2", "5", "10"]


def test_large_violations_are_whole_levels() -> None:
    assert "largest violation 180 grey levels" in trace_words([TracePoint(1, 0.5, 180.2)])
    assert "largest violation 0.13 grey levels" in trace_words([TracePoint(2, 0.5, 0.13)])
