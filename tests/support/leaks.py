"""Finds what a Qt test left running: threads of Python and Qt, timers, processes."""

import gc
import multiprocessing
import threading
import time
import traceback
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool, QTimer

GRACE_SECONDS = 3.0


@contextmanager
def garbage_kept_on_this_thread() -> Iterator[None]:
    """Collect garbage before and after only, never meanwhile.

    Python collects on whichever thread allocates; a cycle that holds a QTimer or a widget must die on the
    GUI thread, or Qt crashes. The application sees to that itself (app.garbage), tests of its parts do not.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)
        gc.enable()


class LeakDetector:
    """Remembers which threads and processes existed before, and every Qt timer and thread started since."""

    def __init__(self) -> None:
        self._old_threads = set(threading.enumerate())
        self._old_processes = set(multiprocessing.active_children())
        self._started: list[tuple[weakref.ref[QTimer | QThread], str]] = []

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Note each start of a QTimer and a QThread, and where it was made."""
        with self._noting_starts(QTimer), self._noting_starts(QThread):
            yield

    def leaks(self) -> list[str]:
        """What still runs, after a time of grace for what is just ending."""
        # What a turning event loop and the garbage collector would have deleted by and by.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect(0)
        deadline = time.monotonic() + GRACE_SECONDS
        while (found := self._running()) and time.monotonic() < deadline:
            time.sleep(0.02)
        return found

    def _noting_starts(self, kind: type[Any]) -> Any:
        start: Callable[..., None] = kind.start

        def noting_start(runner: Any, *arguments: Any) -> None:
            self._started.append((weakref.ref(runner), _caller()))
            start(runner, *arguments)

        return patch.object(kind, "start", noting_start)

    def _running(self) -> list[str]:
        return [*self._threads(), *self._processes(), *self._qt_objects(), *_pool()]

    def _threads(self) -> list[str]:
        # Qt's own threads show up as dummies once Python code ran in them, and never leave the list.
        return [
            f"thread {thread.name!r}"
            for thread in threading.enumerate()
            if thread not in self._old_threads and not isinstance(thread, threading._DummyThread)  # noqa: SLF001 - the only mark they have
        ]

    def _processes(self) -> list[str]:
        new = set(multiprocessing.active_children()) - self._old_processes
        return [f"process {process.name!r} (pid {process.pid})" for process in new]

    def _qt_objects(self) -> list[str]:
        alive = ((reference(), where) for reference, where in self._started)
        return [f"{type(runner).__name__} started {where}" for runner, where in alive if _runs(runner)]


def _runs(runner: QTimer | QThread | None) -> bool:
    if runner is None or not shiboken6.isValid(runner):
        return False
    return runner.isActive() if isinstance(runner, QTimer) else runner.isRunning()


def _pool() -> list[str]:
    count = QThreadPool.globalInstance().activeThreadCount()
    return [f"{count} busy threads in Qt's global pool"] if count else []


def _caller() -> str:
    frame = traceback.extract_stack(limit=3)[0]
    return f"at {frame.filename}:{frame.lineno} in {frame.name}"
