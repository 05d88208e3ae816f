"""Cycles that hold Qt objects die on the GUI thread, whichever thread makes garbage."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.garbage import GarbageCollector


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    made = GarbageCollector()
    made.take_over()
    yield made
    made.hand_back()
    gc.disable()  # as every Qt test has it


def leave_a_cycle(deaths: list[bool]) -> None:
    """A QObject that only the collector can free; notes whether it died on its own thread."""
    doomed = QObject()
    home = threading.get_ident()
    doomed.destroyed.connect(lambda: deaths.append(threading.get_ident() == home))
    doomed.itself = doomed  # type: ignore[attr-defined]


def make_garbage() -> None:
    """Enough tracked objects to pass every threshold of the collector."""
    keep: list[object] = []
    for _ in range(200_000):
        keep.append([keep])


def test_a_busy_thread_does_not_collect(collector: GarbageCollector) -> None:
    deaths: list[bool] = []
    leave_a_cycle(deaths)
    thread = threading.Thread(target=make_garbage)
    thread.start()
    thread.join()
    assert deaths == []


def test_the_gui_thread_collects_when_due(collector: GarbageCollector) -> None:
    deaths: list[bool] = []
    leave_a_cycle(deaths)
    make_garbage()
    collector.collect_if_due()
    assert deaths == [True]


def test_nothing_is_collected_before_it_is_due(collector: GarbageCollector) -> None:
    deaths: list[bool] = []
    gc.collect()
    leave_a_cycle(deaths)
    collector.collect_if_due()
    assert deaths == []


def test_python_collects_again_afterwards(qtbot: QtBot) -> None:
    collector = GarbageCollector()
    collector.take_over()
    assert not gc.isenabled()
    collector.hand_back()
    assert gc.isenabled()
