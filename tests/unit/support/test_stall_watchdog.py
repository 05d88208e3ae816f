"""The watchdog notes a stalled event loop with its stack, and nothing else."""

import threading
import time

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.support.stall_watchdog import StallWatchdog, is_inside_qtbot, stack_of


def hog_the_event_loop() -> None:
    time.sleep(0.5)


def test_a_slow_event_handler_is_reported_once_with_its_stack(qtbot: QtBot) -> None:
    watchdog = StallWatchdog(limit=0.2)
    with watchdog.watching():
        QTimer.singleShot(0, hog_the_event_loop)
        qtbot.wait(600)
    assert len(watchdog.stalls) == 1
    assert "hog_the_event_loop" in watchdog.stalls[0]


def test_only_what_qtbot_waits_for_is_inside_it(qtbot: QtBot) -> None:
    here = stack_of(threading.get_ident())
    assert "test_only_what_qtbot_waits_for_is_inside_it" in here
    assert not is_inside_qtbot(here)
    stacks: list[str] = []
    QTimer.singleShot(0, lambda: stacks.append(stack_of(threading.get_ident())))
    qtbot.waitUntil(lambda: bool(stacks))
    assert is_inside_qtbot(stacks[0])


def test_a_turning_event_loop_is_not_a_stall(qtbot: QtBot) -> None:
    watchdog = StallWatchdog(limit=0.4)
    with watchdog.watching():
        qtbot.wait(800)
    assert watchdog.stalls == []


def test_time_a_test_spends_by_itself_is_not_a_stall(qtbot: QtBot) -> None:
    watchdog = StallWatchdog(limit=0.2)
    with watchdog.watching():
        time.sleep(0.5)
        qtbot.wait(50)
    assert watchdog.stalls == []
