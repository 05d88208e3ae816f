"""How much of an image's energy folds when it is scaled without a filter."""

from dataclasses import dataclass
from typing import ClassVar

from app.jobs.job import Job
from app.jobs.spectrum_job import channel_of
from core.images import Evidence
from core.progress import Progress


@dataclass(frozen=True)
class AliasingOptions:
    """The share of `channel` (an id of `spectrum_job.CHANNELS`) beyond what `target_shape` can hold."""

    evidence: Evidence
    channel: str
    target_shape: tuple[int, int]


class AliasingJob(Job):
    """Result: the share, 0..1."""

    lane: ClassVar[str] = "aliasing"

    def __init__(self, options: AliasingOptions) -> None:
        super().__init__(f"Measuring aliasing of {options.evidence.name}")
        self.options = options
        self.subject = options.evidence

    def run(self, progress: Progress) -> float:
        """One transform."""
        from core.spectrum.folding import aliasing_ratio

        progress(0.0, "Fourier transform")
        channel = channel_of(self.options.evidence, self.options.channel)
        return aliasing_ratio(channel, self.options.target_shape)
