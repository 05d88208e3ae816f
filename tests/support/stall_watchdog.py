"""Watches the GUI thread from a second thread and notes where it stood still."""

import faulthandler
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

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
        silent_since, beats, suspected, reported = time.monotonic(), -1, False, False
        while not self._stop.wait(POLL_SECONDS):
            now = time.monotonic()
            if self._beats != beats:
                silent_since, beats, suspected, reported = now, self._beats, False, False
            elif reported or now - silent_since < self.limit:
                continue
            elif not is_inside_qtbot(stack := stack_of(self._main_thread_id)):
                silent_since, suspected = now, False
            elif suspected:
                self.stalls.append(stack)
                reported = True
            else:
                # The test may just have entered qtbot; a loop that turns beats before the second look.
                silent_since, suspected = silent_since + CONFIRM_SECONDS, True


def stack_of(thread_id: int) -> str:
    """The stack of a running thread, innermost call first.

    Taken by faulthandler, which only reads: a frame in hand would keep its locals alive and let widgets and
    painters die on the watching thread.
    """
    with tempfile.TemporaryFile("w+") as dump:
        faulthandler.dump_traceback(dump, all_threads=True)
        dump.seek(0)
        stacks = dump.read().split("\n\n")
    return next(stack for stack in stacks if f"{thread_id:#018x}" in stack.partition("\n")[0])


def is_inside_qtbot(stack: str) -> bool:
    """Whether qtbot is being asked for something in this stack."""
    return any(file in stack for file in _QTBOT_FILES)
