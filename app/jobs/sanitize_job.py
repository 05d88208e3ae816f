"""Remove what a pipeline would see."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.jobs.job import Job
from core.images import Evidence
from core.progress import Progress
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.sanitizing.sanitize import Sanitized


@dataclass(frozen=True)
class SanitizeOptions:
    """`filter_id` from the catalogue of core.sanitizing; `seed` matters to the random filter only."""

    evidence: Evidence
    pipeline: Pipeline
    filter_id: str = "median"
    seed: int = 0


class SanitizeJob(Job):
    """Result: `Sanitized`."""

    lane: ClassVar[str] = "sanitize"

    def __init__(self, options: SanitizeOptions) -> None:
        super().__init__(f"Sanitizing {options.evidence.name}")
        self.options = options
        self.subject = options.evidence

    def run(self, progress: Progress) -> "Sanitized":
        """Rebuild the sampled pixels from their neighbours."""
        from core.sanitizing.sanitize import sanitize
        from core.scaling.operator import operator_for

        options = self.options
        operator = operator_for(options.pipeline, options.evidence.shape)
        pixels = options.evidence.pixels
        return sanitize(pixels, operator, options.filter_id, seed=options.seed, progress=progress)
