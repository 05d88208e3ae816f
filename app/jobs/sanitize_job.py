"""Remove what one or more pipelines would see."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.jobs.job import Job
from app.jobs.polling import PolledProgress, worker_resize
from app.jobs.worker import Worker
from core.images import Evidence
from core.progress import Progress
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.sanitizing.sanitize import Sanitized


@dataclass(frozen=True)
class SanitizeOptions:
    """`filter_id` from the catalogue of core.sanitizing; `seed` matters to the random filter only."""

    evidence: Evidence
    pipelines: tuple[Pipeline, ...]
    filter_id: str = "median"
    seed: int = 0


class SanitizeJob(Job):
    """Result: `Sanitized`."""

    lane: ClassVar[str] = "sanitize"

    def __init__(self, options: SanitizeOptions, worker: Worker) -> None:
        super().__init__(f"Sanitizing {options.evidence.name}")
        self.options = options
        self.subject = options.evidence
        self._worker = worker

    def run(self, progress: Progress) -> "Sanitized":
        """Rebuild the sampled pixels from their neighbours."""
        from core.sanitizing.sanitize import sanitize_all
        from core.scaling.operator import operator_for

        options, polled = self.options, PolledProgress(progress)
        return sanitize_all(
            options.evidence.pixels,
            [operator_for(pipeline, options.evidence.shape) for pipeline in options.pipelines],
            options.filter_id,
            seed=options.seed,
            resize=worker_resize(self._worker, polled),
            progress=polled,
        )
