"""What a job is: one piece of work for a background thread, with signals for the GUI thread."""

from queue import Empty, SimpleQueue
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Signal

from core.progress import Progress


class Job(QObject):
    """One piece of background work. Subclass it, write `run`, hand it to `JobManager.start`.

    Every signal is emitted on the GUI thread, by the manager. Exactly one of `finished`, `failed` and
    `cancelled` is emitted per job, always last.

    `lane` says which jobs wait for each other: jobs of one lane run one after the other, in the order they
    were started; jobs of different lanes run side by side.
    """

    progressed = Signal(float, str)
    """Fraction in 0..1 and a short text; at most about 30 times a second."""
    partial = Signal(object)
    """A part of the result that is ready before the rest, see `publish`."""
    finished = Signal(object)
    failed = Signal(object)
    """The exception that `run` raised."""
    cancelled = Signal()

    lane: ClassVar[str] = "general"
    quiet: ClassVar[bool] = False
    """True for small chores that the status bar does not mention."""
    tells: ClassVar[bool] = False
    """True where whoever started the job shows its expected failures, and the window need not repeat them."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.subject: object | None = None
        """The evidence this job is about; it is cancelled when that is closed."""
        self._parts: SimpleQueue[Any] = SimpleQueue()

    def run(self, progress: Progress) -> object:
        """Do the work and return its result. Called on a background thread; must not touch widgets or models.

        `progress` raises `core.progress.Cancelled` once the job was cancelled; let it pass through.
        """
        raise NotImplementedError

    def publish(self, part: object) -> None:
        """From inside `run`: have `partial(part)` emitted on the GUI thread, in order, before the end."""
        self._parts.put(part)

    def take_parts(self) -> list[Any]:
        """Everything published since the last call; for the manager."""
        parts = []
        try:
            while True:
                parts.append(self._parts.get_nowait())
        except Empty:
            return parts
