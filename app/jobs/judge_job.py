"""Predict how open one pipeline is to attacks on one image."""

from typing import TYPE_CHECKING, ClassVar

from app.jobs.job import Job
from app.jobs.output_job import OutputOptions
from core.progress import Progress

if TYPE_CHECKING:
    from core.scaling.vulnerability import Vulnerability


class JudgeJob(Job):
    """Result: the `Vulnerability` of the pipeline, the same as in the table of all of them."""

    lane: ClassVar[str] = "judge"
    quiet: ClassVar[bool] = True

    def __init__(self, options: OutputOptions) -> None:
        super().__init__(f"Judging {options.evidence.name}")
        self.options = options
        self.subject = options.evidence

    def run(self, progress: Progress) -> "Vulnerability":
        """Arithmetic only, and one look at the image."""
        from core.scaling.attack_difference import difference_of
        from core.scaling.vulnerability import vulnerability

        evidence, pipeline = self.options.evidence, self.options.pipeline
        progress(0.0, pipeline.label)
        difference = difference_of(evidence.pixels)
        progress(0.5, pipeline.label)
        return vulnerability(pipeline, evidence.shape, difference)
