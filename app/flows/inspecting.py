"""Inspect evidence and take over the pipeline that was found."""

from typing import TYPE_CHECKING

from app.jobs.compare_detectors_job import CompareDetectorsJob, CompareDetectorsOptions
from app.jobs.inspect_job import InspectJob, InspectOptions
from app.models import EvidenceItem, Session
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.detection.inspection import Inspection

NOTHING_OPEN = "Nothing is open: drop an image on the window or choose Open first."


def inspect_current(session: Session, known: Pipeline | None = None) -> InspectJob | None:
    """Inspect the current evidence; `known` is asked about first, else what the service is known to use."""
    item = session.evidence.current
    if item is None:
        session.messages.error(NOTHING_OPEN)
        return None
    session.messages.view_requested.emit("findings")
    return inspect_item(session, item, known)


def inspect_item(session: Session, item: EvidenceItem, known: Pipeline | None = None) -> InspectJob:
    """Inspect `item` after those already waiting; a job that does just that already is returned instead."""
    options = InspectOptions(item.evidence, known or session.known.pipeline(item.evidence.shape))
    for job in session.jobs.jobs():
        if isinstance(job, InspectJob) and job.options == options:
            return job
    job = InspectJob(options, session.worker)
    job.finished.connect(lambda inspection: _take_over(session, item, inspection))
    job.failed.connect(lambda _: session.evidence.update(item, inspecting=False))
    job.cancelled.connect(lambda: session.evidence.update(item, inspecting=False))
    session.evidence.update(item, inspecting=True)
    session.jobs.start(job)
    return job


def toggle_known(session: Session) -> None:
    """Take the chosen pipeline for the one the user's service scales by, or forget it again."""
    if session.known.choice is not None:
        session.known.set(None)
        session.messages.info("Images are searched for any size and library again.")
        return
    session.known.set(session.pipeline.choice)
    session.messages.info(f"From now on every image is asked about {session.known.label} first.")
    if session.evidence.current is not None:
        inspect_current(session)


def compare_detectors(session: Session) -> CompareDetectorsJob | None:
    """Ask the published detectors about the current evidence, telling them the pipeline chosen."""
    item = session.evidence.current
    if item is None:
        session.messages.error(NOTHING_OPEN)
        return None
    job = CompareDetectorsJob(CompareDetectorsOptions(item.evidence, session.pipeline.pipeline))
    job.finished.connect(lambda comparison: session.evidence.update(item, published=comparison))
    session.jobs.cancel_lane(CompareDetectorsJob.lane)
    session.jobs.start(job)
    return job


def _take_over(session: Session, item: EvidenceItem, inspection: "Inspection") -> None:
    best = inspection.pipelines[0].pipeline if inspection.pipelines else None
    if best is not None:
        session.evidence.update(item, pipeline=best)
        if item is session.evidence.current:
            session.pipeline.set(best)
    session.evidence.update(item, inspecting=False, also_found=(), inspection=inspection, error=None)
