"""Detect and sanitize in one go, and show what that changes for a classifier."""

from typing import TYPE_CHECKING

from app.flows.inspecting import NOTHING_OPEN, inspect_item
from app.jobs.classify_job import ClassifyJob, ClassifyOptions
from app.jobs.sanitize_job import SanitizeJob, SanitizeOptions
from app.models import EvidenceItem, Session
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.sanitizing.sanitize import Sanitized


def sanitize_current(session: Session, filter_id: str = "median", seed: int = 0) -> None:
    """Inspect the current evidence unless that is done, sanitize it, classify before and after."""
    item = session.evidence.current
    if item is None:
        session.messages.error(NOTHING_OPEN)
        return
    session.messages.view_requested.emit("findings")
    if item.inspection is not None:
        sanitize_item(session, item, filter_id, seed)
        return
    job = inspect_item(session, item)
    job.finished.connect(lambda _: sanitize_item(session, item, filter_id, seed))


def sanitize_item(
    session: Session, item: EvidenceItem, filter_id: str = "median", seed: int = 0
) -> SanitizeJob:
    """Sanitize `item` for the pipeline picked for it, then classify it."""
    _replace(session, item)
    pipeline = item.pipeline or session.pipeline.pipeline
    job = SanitizeJob(SanitizeOptions(item.evidence, pipeline, filter_id, seed))
    job.finished.connect(lambda sanitized: _take_over(session, item, sanitized, pipeline))
    session.jobs.start(job)
    return job


def classify_item(session: Session, item: EvidenceItem, pipeline: Pipeline | None = None) -> ClassifyJob:
    """Classify `item` as averaged, as scaled by its pipeline and, once it is sanitized, after that."""
    chosen = pipeline or item.pipeline or session.pipeline.pipeline
    sanitized = item.sanitized.pixels if item.sanitized is not None else None
    options = ClassifyOptions(item.evidence, chosen, sanitized, model=session.classifier.choice)
    job = ClassifyJob(options, session.worker)
    job.partial.connect(lambda images: session.evidence.update(item, classified=images))
    job.finished.connect(lambda found: session.evidence.update(item, predictions=found, error=None))
    session.jobs.start(job)
    return job


def _replace(session: Session, item: EvidenceItem) -> None:
    """Give up what is still sanitizing or classifying this item: the new request stands for it."""
    for job in session.jobs.jobs():
        if isinstance(job, SanitizeJob | ClassifyJob) and job.subject is item.evidence:
            session.jobs.cancel(job)


def _take_over(session: Session, item: EvidenceItem, sanitized: "Sanitized", pipeline: Pipeline) -> None:
    session.evidence.update(item, sanitized_for=pipeline, sanitized=sanitized, error=None)
    classify_item(session, item, pipeline)
