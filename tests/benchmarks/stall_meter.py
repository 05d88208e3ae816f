"""Measures how long the event loop stands still."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer

BEAT_MS = 2


@dataclass(frozen=True)
class Stall:
    """How long the loop stood still, and of that how long its own thread was computing; in ms.

    `queued`: how long it was ready but had to wait for a processor that others use, where the system tells
    (Linux does). The rest it waited for the interpreter's lock, or by its own fault.
    """

    milliseconds: float = 0.0
    computing: float = 0.0
    queued: float = 0.0

    @property
    def own(self) -> float:
        """What is not others' doing."""
        return max(0.0, self.milliseconds - self.queued)


class StallMeter:
    """A heartbeat in the event loop of the calling thread; the longest gap between two beats is the stall.

    Work done outside the loop counts as well: whatever the caller does between two turns delays the beat.
    """

    def __init__(self, *, own: bool = False) -> None:
        """`own`: look for the longest stall less what others took, instead of the longest one."""
        self._is_own = own
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
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
        spent = (1000.0 * (end - start) for start, end in zip(self._last_beat, now, strict=True))
        gap, computing, queued = spent
        self._last_beat = now
        stall = Stall(gap - BEAT_MS, computing, queued)
        if self._size(stall) > self._size(self._longest):
            self._longest = stall

    def _size(self, stall: Stall) -> float:
        return stall.own if self._is_own else stall.milliseconds

    def _now(self) -> tuple[float, float, float]:
        """Seconds: the clock, this thread's computing, this thread's waiting in the run queue."""
        return time.perf_counter(), time.thread_time(), self._queued_seconds()

    def _queued_seconds(self) -> float:
        if not self._schedule.exists():
            return 0.0
        return int(self._schedule.read_text().split()[1]) / 1e9


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
