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
    """`filter_id` from the catalogue of core.sanitizing; `seed` matters to the random filter only.

    `leads` are those of `pipelines` that have to be served where all together leave no pixel free; none: all.
    """

    evidence: Evidence
    pipelines: tuple[Pipeline, ...]
    filter_id: str = "median"
    seed: int = 0
    leads: tuple[Pipeline, ...] = ()


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
        from core.sanitizing.found import sanitize_found
        from core.scaling.operator import operator_for

        options, polled = self.options, PolledProgress(progress)
        operators = {entry: operator_for(entry, options.evidence.shape) for entry in options.pipelines}
        return sanitize_found(
            options.evidence.pixels,
            list(operators.values()),
            [operators[entry] for entry in options.leads],
            options.filter_id,
            seed=options.seed,
            resize=worker_resize(self._worker, polled),
            progress=polled,
        )
