"""Connects the card of the published detectors to the session."""

from app import flows
from app.jobs import Job
from app.jobs.compare_detectors_job import CompareDetectorsJob
from app.models import EvidenceItem, Session
from app.views.findings.published_panel import PublishedPanel
from core.errors import AliascopeError
from core.scaling.pipeline import Pipeline


class PublishedLink:
    """Starts, follows and cancels the job of the current evidence, and shows what is known."""

    def __init__(self, session: Session, panel: PublishedPanel) -> None:
        self._session = session
        self._panel = panel
        panel.run_requested.connect(lambda: flows.compare_detectors(session))
        panel.cancel_requested.connect(lambda: session.jobs.cancel_lane(CompareDetectorsJob.lane))
        session.jobs.job_started.connect(self._watch)
        session.jobs.job_ended.connect(lambda _: self._follow())
        session.evidence.item_changed.connect(self._item_changed)
        session.evidence.current_changed.connect(lambda _: self._show_current())
        session.pipeline.changed.connect(self._pipeline_changed)
        self._show_current()

    def _show_current(self) -> None:
        self._panel.trouble.say("")
        self._pipeline_changed(self._session.pipeline.pipeline)
        self._follow()

    def _pipeline_changed(self, pipeline: Pipeline) -> None:
        item = self._session.evidence.current
        self._panel.show_comparison(None if item is None else item.published, pipeline)

    def _item_changed(self, item: EvidenceItem, field: str) -> None:
        if item is self._session.evidence.current and field == "published":
            self._pipeline_changed(self._session.pipeline.pipeline)

    def _watch(self, job: Job) -> None:
        if isinstance(job, CompareDetectorsJob):
            job.progressed.connect(lambda fraction, _: self._progressed(job, fraction))
            job.failed.connect(lambda error: self._failed(job, error))
            self._follow()

    def _follow(self) -> None:
        """Whether a job about the current evidence is under way."""
        running = any(
            isinstance(job, CompareDetectorsJob) and self._is_current(job)
            for job in self._session.jobs.jobs()
        )
        self._panel.show_running(0.0 if running else None)

    def _progressed(self, job: CompareDetectorsJob, fraction: float) -> None:
        if self._is_current(job):
            self._panel.show_running(fraction)

    def _failed(self, job: CompareDetectorsJob, error: Exception) -> None:
        if self._is_current(job) and isinstance(error, AliascopeError):
            self._panel.trouble.say(str(error))

    def _is_current(self, job: Job) -> bool:
        item = self._session.evidence.current
        return item is not None and job.subject is item.evidence
