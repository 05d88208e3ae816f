"""Watches the GUI thread from a second thread and notes where it stood still."""

import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytestqt.qtbot
import pytestqt.wait_signal
from PySide6.QtCore import QTimer

BEAT_MS = 20
POLL_SECONDS = 0.05
CONFIRM_SECONDS = 0.1
_QTBOT_FILES = frozenset({pytestqt.qtbot.__file__, pytestqt.wait_signal.__file__})


class StallWatchdog:
    """Collects the main thread's stack whenever one event is handled for longer than `limit` seconds.

    Only time spent inside qtbot counts (waiting, clicking, typing): there the event loop should turn.
    A test that computes something itself does not stall anything.
    """

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.stalls: list[str] = []
        self._beats = 0
        self._stop = threading.Event()
        self._main_thread_id = threading.get_ident()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch the calling thread, which must be the one that turns the event loop."""
        heart = QTimer()
        heart.timeout.connect(self._beat)
        heart.start(BEAT_MS)
        thread = threading.Thread(target=self._watch, name="stall watchdog")
        thread.start()
        try:
            yield
        finally:
            heart.stop()
            self._stop.set()
            thread.join()

    def _beat(self) -> None:
        self._beats += 1

    def _watch(self) -> None:
        # A frame in hand keeps its locals alive, painters for one, and may let them die on this thread; so
        # frames are looked at only after a long silence, and once more before it is called a stall.
        silent_since, beats, suspected, reported = time.monotonic(), -1, False, False
        while not self._stop.wait(POLL_SECONDS):
            now = time.monotonic()
            if self._beats != beats:
                silent_since, beats, suspected, reported = now, self._beats, False, False
            elif reported or now - silent_since < self.limit:
                continue
            elif not self._main_is_inside_qtbot():
                silent_since, suspected = now, False
            elif suspected:
                self.stalls.append(self._main_stack())
                reported = True
            else:
                silent_since, suspected = silent_since + CONFIRM_SECONDS, True

    def _main_is_inside_qtbot(self) -> bool:
        return _inside_qtbot(self._main_frame())

    def _main_stack(self) -> str:
        return "".join(traceback.format_stack(self._main_frame()))

    def _main_frame(self) -> FrameType:
        return sys._current_frames()[self._main_thread_id]  # noqa: SLF001 - documented, despite its name


def _inside_qtbot(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename in _QTBOT_FILES:
            return True
        frame = frame.f_back
    return False
