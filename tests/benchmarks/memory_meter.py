"""Measures how much memory processes hold at most, above what they held before. Linux only: reads /proc."""

import os
import threading
from collections.abc import Sequence
from pathlib import Path

SECONDS_BETWEEN_LOOKS = 0.003


class MemoryMeter:
    """Looks at the resident memory of some processes, all together, until it is stopped.

    The base is what they hold at the start: libraries, window, whatever is open.
    """

    def __init__(self, pids: Sequence[int]) -> None:
        self._files = [Path(f"/proc/{pid}/statm") for pid in pids]
        self._base = self._most = self._held()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look, name="memory meter", daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """Bytes held at most above the base."""
        self._end.set()
        self._thread.join()
        return self._most - self._base

    def _look(self) -> None:
        while not self._end.wait(SECONDS_BETWEEN_LOOKS):
            self._most = max(self._most, self._held())

    def _held(self) -> int:
        pages = sum(int(file.read_text().split()[1]) for file in self._files)
        return pages * os.sysconf("SC_PAGE_SIZE")
