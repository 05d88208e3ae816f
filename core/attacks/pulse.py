"""Reports from inside a solver: progress and cancel often, a picture of the attack image now and then."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from core.images.arrays import RGB
from core.progress import Progress

Preview = Callable[[RGB], None]
"""Gets the attack image as it is."""

Trace = Callable[[int, float, float], None]
"""(iteration, gap, violation): relative primal-dual gap and largest violation of the bounds, grey levels."""

PROGRESS_INTERVAL = 0.03
"""Least seconds between two progress calls, each of which is a chance to cancel."""

PREVIEW_INTERVAL = 0.2
"""Least seconds between two previews."""

PREVIEW_SHARE = 5
"""A preview may take one part in this many of the time."""


@dataclass
class Pulse:
    """Throttles what solvers report; `report` raises whatever `progress` raises (`Cancelled`)."""

    progress: Progress
    preview: Preview | None = None
    trace: Trace | None = None
    _reported: float = field(default=0.0, init=False)
    _fraction: float = field(default=0.0, init=False)
    _text: str = field(default="Preparing", init=False)
    _iteration: int = field(default=0, init=False)
    _next_preview: float = field(default_factory=lambda: time.monotonic() + PREVIEW_INTERVAL, init=False)

    def report(self, fraction: float, text: str) -> None:
        """Progress that never runs backwards, at most every 30 ms."""
        now = time.monotonic()
        if now - self._reported >= PROGRESS_INTERVAL:
            self._reported = now
            self._fraction = min(max(fraction, self._fraction), 1.0)
            self._text = text
            self.progress(self._fraction, text)

    def again(self) -> None:
        """The last report once more, for the chance to cancel."""
        self.progress(self._fraction, self._text)

    def plot(self, gap: float, violation: float) -> None:
        """One more iteration for the curve of the gap; every one is passed on."""
        self._iteration += 1
        if self.trace is not None:
            self.trace(self._iteration, gap, violation)

    def show(self, make: Callable[[], RGB]) -> None:
        """The attack image as it is now, at most five times a second; `make` is only called when due."""
        start = time.monotonic()
        if self.preview is None or start < self._next_preview:
            return
        self.preview(make())
        end = time.monotonic()
        self._next_preview = end + max(PREVIEW_INTERVAL, PREVIEW_SHARE * (end - start))
