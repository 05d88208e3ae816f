"""Look whether anything is left in a sanitized image."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.jobs.job import Job
from app.jobs.polling import PolledProgress, worker_resize
from app.jobs.worker import Worker
from core.images import Evidence
from core.progress import Progress

if TYPE_CHECKING:
    from core.sanitizing.recheck import Recheck
    from core.sanitizing.sanitize import Sanitized


@dataclass(frozen=True, eq=False)
class RecheckOptions:
    """`sanitized` was made from `evidence`."""

    evidence: Evidence
    sanitized: "Sanitized"


class RecheckJob(Job):
    """Result: `Recheck`."""

    lane: ClassVar[str] = "recheck"

    def __init__(self, options: RecheckOptions, worker: Worker) -> None:
        super().__init__(f"Inspecting the sanitized {options.evidence.name}")
        self.options = options
        self.subject = options.evidence
        self._worker = worker

    def run(self, progress: Progress) -> "Recheck":
        """Inspect the sanitized image; TensorFlow's previews come from the worker."""
        from core.detection.recheck import recheck  # scipy is slow to import, an inspection has paid for it

        polled, sanitized = PolledProgress(progress), self.options.sanitized
        resize = worker_resize(self._worker, polled)
        return recheck(sanitized.pixels, sanitized.pipelines, resize=resize, progress=polled)
