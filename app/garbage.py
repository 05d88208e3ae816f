"""Collects Python's garbage on the GUI thread only."""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000


class GarbageCollector(QObject):
    """Takes the collection of reference cycles over from Python, which does it on any thread that allocates.

    A view and the lambdas connected to it form a cycle; when a job's thread collected it, Qt objects would be
    destroyed on the wrong thread and the application would crash. Lives on the GUI thread.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect_if_due)

    def take_over(self) -> None:
        """Stop Python's automatic collection and start this one.

        What exists now (modules, mostly) is never looked at again, which keeps each collection short.
        """
        gc.disable()
        gc.collect()
        gc.freeze()
        self._timer.start()

    def hand_back(self) -> None:
        """Let Python collect automatically again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def collect_if_due(self) -> None:
        """Collect the oldest generation that has passed its threshold, as Python itself would."""
        due = [
            n
            for n, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > limit
        ]
        if due:
            gc.collect(max(due))
