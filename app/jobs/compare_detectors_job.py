"""Ask the published detectors about one image."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.jobs.job import Job
from app.jobs.polling import PolledProgress
from core.images import Evidence
from core.progress import Progress
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.detection.comparison import Comparison


@dataclass(frozen=True)
class CompareDetectorsOptions:
    """`told`: what the detectors that need a size or a pipeline are told."""

    evidence: Evidence
    told: Pipeline


class CompareDetectorsJob(Job):
    """Result: `Comparison`. Fails as `compare_detectors` does."""

    lane: ClassVar[str] = "detectors"
    tells: ClassVar[bool] = True

    def __init__(self, options: CompareDetectorsOptions) -> None:
        super().__init__(f"Asking the published detectors about {options.evidence.name}")
        self.options = options
        self.subject = options.evidence

    def run(self, progress: Progress) -> "Comparison":
        """One after the other; a spectrum or a filter that takes long is left to end by itself."""
        from core.attacks.beside import beside
        from core.detection.comparison import compare_detectors

        polled, options = PolledProgress(progress), self.options
        pixels = options.evidence.pixels
        return beside(
            lambda: compare_detectors(pixels, options.told, progress=polled), lambda: polled.poll(0.0, "")
        )
