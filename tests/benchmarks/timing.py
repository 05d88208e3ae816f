"""Timing a call the same way in every benchmark."""

import time
from collections.abc import Callable


def best_seconds(call: Callable[[], object], repeats: int = 5) -> float:
    """Wall seconds of the quickest of `repeats` calls: the machine's noise only ever adds."""
    return min(_seconds(call) for _ in range(repeats))


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
