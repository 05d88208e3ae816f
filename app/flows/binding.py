"""What holds between the models at all times, whichever flow runs."""

from app.flows.opening import answer_huge
from app.jobs import Job
from app.models import EvidenceItem, PipelineChoice, Session
from app.models.pipeline_model import choice_of
from core.errors import AliascopeError


def bind(session: Session) -> None:
    """Connect the models of a new session; call it once.

    A failing job says its sentence, closing evidence cancels its jobs, and each piece of evidence keeps the
    pipeline that was picked for it.
    """
    session.jobs.job_failed.connect(lambda job, error: _report(session, job, error))
    session.evidence.removed.connect(lambda item: _cancel_about(session, item))
    session.evidence.current_changed.connect(lambda item: _restore_pipeline(session, item))
    session.pipeline.changed.connect(lambda _: _remember_pipeline(session))
    session.pipeline.choice_changed.connect(lambda _: _remember_pipeline(session))


def _report(session: Session, job: Job, error: Exception) -> None:
    if answer_huge(session, job, error):
        return
    if isinstance(error, AliascopeError):
        _mark(session, job, str(error))
        if not job.tells:
            session.messages.error(str(error))
    else:
        session.messages.bug_found.emit(error)


def _mark(session: Session, job: Job, sentence: str) -> None:
    for item in session.evidence.items:
        if item.evidence is job.subject:
            session.evidence.update(item, error=sentence)


def _cancel_about(session: Session, item: EvidenceItem) -> None:
    for job in session.jobs.jobs():
        if job.subject is item.evidence:
            session.jobs.cancel(job)


def _restore_pipeline(session: Session, item: EvidenceItem | None) -> None:
    """Show the pipeline picked for `item`, or apply the size rule in force to it."""
    shape = None if item is None else item.evidence.shape
    session.pipeline.look_at(shape, None if item is None else _choice_for(item))


def _choice_for(item: EvidenceItem) -> PipelineChoice | None:
    """The choice that `item.pipeline` came from: the rule, unless an inspection found another since."""
    if item.pipeline is None:
        return None
    if item.choice is not None and item.choice.pipeline(item.evidence.shape) == item.pipeline:
        return item.choice
    return choice_of(item.pipeline)


def _remember_pipeline(session: Session) -> None:
    item = session.evidence.current
    if item is None:
        return
    pipeline, choice = session.pipeline.pipeline, session.pipeline.choice
    if item.choice != choice:
        session.evidence.update(item, choice=choice)
    if item.pipeline != pipeline:
        session.evidence.update(item, pipeline=pipeline)
