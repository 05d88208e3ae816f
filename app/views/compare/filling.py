"""Asks for the outputs that the Compare view lacks, and says when they will not come."""

from collections.abc import Callable

from app import flows
from app.jobs.outputs_job import OutputsJob, OutputsOptions, SizesOptions
from app.models import EvidenceItem, Session

CANCELLED = "Scaling was cancelled; change the size to start again."


class Filling:
    """One job at a time: all algorithms at one size, or one algorithm at all sizes."""

    def __init__(self, session: Session, stopped: Callable[[str], None]) -> None:
        """`stopped` gets a sentence when the wanted outputs will not come."""
        self._session, self._stopped = session, stopped
        self._job: OutputsJob | None = None

    def fill(self, item: EvidenceItem, *, sizes: bool) -> None:
        """Start the missing outputs, unless a job is already about them."""
        wanted = self._purpose(item, sizes=sizes)
        if any(_is_about(job, item, wanted) for job in self._session.jobs.jobs()):
            return
        # Forgotten before it is replaced: the end of a job that nobody waits for is no news.
        self._job = None
        job = flows.fill_sizes(self._session) if sizes else flows.fill_outputs(self._session)
        self._job = job
        if job is not None:
            job.failed.connect(lambda error: self._ended(job, f"Some outputs are missing: {error}"))
            job.cancelled.connect(lambda: self._ended(job, CANCELLED))

    def _purpose(self, item: EvidenceItem, *, sizes: bool) -> tuple[object, ...]:
        pipeline = self._session.pipeline.pipeline
        if sizes:
            return SizesOptions(item.evidence, tuple(flows.common_sizes(self._session, item))).purpose
        return OutputsOptions(item.evidence, pipeline).purpose

    def _ended(self, job: OutputsJob, sentence: str) -> None:
        replaced = any(
            isinstance(other, OutputsJob) and other is not job for other in self._session.jobs.jobs()
        )
        if job is self._job and not replaced:
            self._job = None
            self._stopped(sentence)


def _is_about(job: object, item: EvidenceItem, purpose: tuple[object, ...]) -> bool:
    return isinstance(job, OutputsJob) and job.subject is item.evidence and job.options.purpose == purpose
