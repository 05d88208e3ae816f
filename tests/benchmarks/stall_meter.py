"""Measures how long the event loop stands still."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer

BEAT_MS = 2


class StallMeter:
    """A heartbeat in the event loop of the calling thread; the longest gap between two beats is the stall.

    Work done outside the loop counts as well: whatever the caller does between two turns delays the beat.
    """

    def __init__(self) -> None:
        self._last_beat = time.perf_counter()
        self._longest_gap = 0.0
        self._heart = QTimer()
        self._heart.setTimerType(Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(self._beat)
        self._heart.start(BEAT_MS)

    def lap(self) -> float:
        """Longest stall in ms since the last lap (or the start), and begin a new one."""
        self._beat()
        longest, self._longest_gap = self._longest_gap, 0.0
        return max(0.0, 1000.0 * longest - BEAT_MS)

    def stop(self) -> None:
        """End the heartbeat."""
        self._heart.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self._longest_gap = max(self._longest_gap, now - self._last_beat)
        self._last_beat = now


def turn_until(condition: Callable[[], bool], what: str, timeout_seconds: float = 60.0) -> None:
    """Turn the event loop until `condition` holds; `TimeoutError` naming `what` when it never does."""
    loop = QEventLoop()
    poll = QTimer()
    poll.timeout.connect(lambda: loop.quit() if condition() else None)
    poll.start(5)
    QTimer.singleShot(int(1000 * timeout_seconds), loop, loop.quit)
    loop.exec()
    if not condition():
        raise TimeoutError(f"{what} did not happen within {timeout_seconds:g} s")


def turn_for(seconds: float) -> None:
    """Turn the event loop for a while, so that what is queued gets done and painted."""
    loop = QEventLoop()
    QTimer.singleShot(int(1000 * seconds), loop, loop.quit)
    loop.exec()
