"""Measures how long the event loop stands still."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEventLoop, Qt, QTimer

BEAT_MS = 2


@dataclass(frozen=True)
class Stall:
    """How long the loop stood still, and how much of that its own thread was computing; both in ms.

    The rest it waited: for the interpreter's lock, for a processor that others use, or by its own fault.
    """

    milliseconds: float = 0.0
    computing: float = 0.0


class StallMeter:
    """A heartbeat in the event loop of the calling thread; the longest gap between two beats is the stall.

    Work done outside the loop counts as well: whatever the caller does between two turns delays the beat.
    """

    def __init__(self) -> None:
        self._last_beat = self._now()
        self._longest = Stall()
        self._heart = QTimer()
        self._heart.setTimerType(Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(self._beat)
        self._heart.start(BEAT_MS)

    def lap(self) -> Stall:
        """The longest stall since the last lap (or the start); begins a new one."""
        self._beat()
        longest, self._longest = self._longest, Stall()
        return longest

    def stop(self) -> None:
        """End the heartbeat."""
        self._heart.stop()

    def _beat(self) -> None:
        now = self._now()
        gap, computing = (1000.0 * (end - start) for start, end in zip(self._last_beat, now, strict=True))
        self._last_beat = now
        if gap - BEAT_MS > self._longest.milliseconds:
            self._longest = Stall(gap - BEAT_MS, computing)

    @staticmethod
    def _now() -> tuple[float, float]:
        return time.perf_counter(), time.thread_time()


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
