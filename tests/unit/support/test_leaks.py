"""The leak detector names what still runs, and where it was started."""

import multiprocessing
import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread, QTimer
from pytestqt.qtbot import QtBot

from tests.support import leaks
from tests.support.leaks import LeakDetector


@pytest.fixture(autouse=True)
def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "GRACE_SECONDS", 0.0)


@pytest.fixture
def detector(qtbot: QtBot) -> Iterator[LeakDetector]:
    found = LeakDetector()
    with found.recording():
        yield found


def test_nothing_started_is_nothing_leaked(detector: LeakDetector) -> None:
    assert detector.leaks() == []


def test_a_running_timer_is_found_until_it_stops(detector: LeakDetector) -> None:
    timer = QTimer()
    timer.start(1000)
    (leak,) = detector.leaks()
    assert leak.startswith("QTimer")
    assert "test_a_running_timer_is_found_until_it_stops" in leak
    timer.stop()
    assert detector.leaks() == []


def test_a_running_qt_thread_is_found_until_it_ends(detector: LeakDetector) -> None:
    thread = QThread()
    thread.start()
    (leak,) = detector.leaks()
    assert leak.startswith("QThread")
    thread.quit()
    assert thread.wait(1000)
    assert detector.leaks() == []


def test_a_running_python_thread_is_found_until_it_ends(detector: LeakDetector) -> None:
    release = threading.Event()
    thread = threading.Thread(target=release.wait, name="straggler")
    thread.start()
    assert detector.leaks() == ["thread 'straggler'"]
    release.set()
    thread.join()
    assert detector.leaks() == []


def test_a_running_process_is_found_until_it_ends(detector: LeakDetector) -> None:
    process = multiprocessing.get_context("spawn").Process(target=time.sleep, name="worker", args=(30,))
    process.start()
    (leak,) = detector.leaks()
    assert leak.startswith("process 'worker'")
    process.kill()
    process.join()
    assert detector.leaks() == []
