"""Look for a hidden image."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.jobs.job import Job
from app.jobs.polling import PolledProgress, worker_resize
from app.jobs.worker import Worker
from core.images import Evidence
from core.progress import Progress
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.detection.inspection import Inspection


@dataclass(frozen=True)
class InspectOptions:
    """`known`: test this pipeline only; None finds size and library blind."""

    evidence: Evidence
    known: Pipeline | None = None


class InspectJob(Job):
    """Result: `Inspection`."""

    lane: ClassVar[str] = "inspect"

    def __init__(self, options: InspectOptions, worker: Worker) -> None:
        super().__init__(f"Inspecting {options.evidence.name}")
        self.options = options
        self.subject = options.evidence
        self._worker = worker

    def run(self, progress: Progress) -> "Inspection":
        """Every detector, then the verdict; TensorFlow's previews come from the worker."""
        from core.detection.inspection import inspect_image  # scipy is slow to import, the window is not

        polled = PolledProgress(progress)
        resize = worker_resize(self._worker, polled)
        pixels = self.options.evidence.pixels
        return inspect_image(pixels, known=self.options.known, resize=resize, progress=polled)
