"""The stall meter sees both kinds of stall, and forgets at each lap."""

import time

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.benchmarks.stall_meter import StallMeter, turn_for, turn_until


def test_a_slow_handler_shows_in_its_lap_only(qtbot: QtBot) -> None:
    meter = StallMeter()
    QTimer.singleShot(10, lambda: time.sleep(0.4))
    turn_for(0.1)
    stall = meter.lap()
    assert stall.milliseconds >= 390.0
    assert stall.computing < 200.0
    turn_for(0.1)
    assert meter.lap().milliseconds < 390.0
    meter.stop()


def test_work_outside_the_loop_counts(qtbot: QtBot) -> None:
    meter = StallMeter()
    time.sleep(0.3)
    assert meter.lap().milliseconds >= 290.0
    meter.stop()


def test_what_never_happens_is_named(qtbot: QtBot) -> None:
    with pytest.raises(TimeoutError, match="the verdict"):
        turn_until(lambda: False, "the verdict", timeout_seconds=0.05)
