"""Functions for the worker process in tests: a spawned process imports them by name."""

import os
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import AttackError
from core.progress import Progress, no_progress


def process_id() -> int:
    """Which process runs this."""
    return os.getpid()


def inverted(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """255 - pixels."""
    return np.subtract(np.uint8(255), pixels)


def counting(steps: int, seconds: float, progress: Progress = no_progress) -> int:
    """Take `seconds` per step and report each."""
    for step in range(steps):
        progress(step / steps, f"step {step}")
        time.sleep(seconds)
    return steps


def sleeping(seconds: float) -> None:
    """Hear nobody, like a native solver."""
    time.sleep(seconds)


def dying() -> None:
    """End the process without a word."""
    os._exit(7)


def failing_expectedly() -> None:
    """Raise what a user can cause."""
    raise AttackError("The target can not be reached; allow a larger ε.")


def failing() -> None:
    """Raise a bug."""
    raise KeyError("missing")


class UnportableError(Exception):
    """Can not be rebuilt from its arguments."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


def failing_unportably() -> None:
    """Raise what pickle can not bring home."""
    raise UnportableError("lost", "argument")


def environment(name: str) -> str | None:
    """A variable of the worker's environment."""
    return os.environ.get(name)


def touch_after(path: Path, seconds: float) -> None:
    """Leave a trace unless killed before."""
    time.sleep(seconds)
    path.touch()
