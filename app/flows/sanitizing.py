"""Detect and sanitize in one go, go back on it, and show what it changes for a classifier."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.flows.inspecting import NOTHING_OPEN, inspect_item
from app.jobs.change_map_job import ChangeMapJob, ChangeMapOptions
from app.jobs.classify_job import ClassifyJob, ClassifyOptions
from app.jobs.sanitize_job import SanitizeJob, SanitizeOptions
from app.models import EvidenceItem, Session
from app.models.evidence_model import SanitizedState
from app.models.history import History
from core.images import Shape
from core.sanitizing.likely import likely_pipelines
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.sanitizing.change_map import ChangeMap
    from core.sanitizing.sanitize import Sanitized


NOTHING_TO_REMOVE = (
    "Nothing hidden was found, so the image was left as it is; Sanitize in Findings rewrites it all the same."
)


FORGOTTEN = (
    "The oldest sanitized image was given up to save memory; Undo goes back {} steps, so save what is to "
    "stay."
)


def detect_and_sanitize(session: Session, *, even_clean: bool = False) -> None:
    """One click: inspect the current evidence, take out what is found, and classify before and after.

    An image that looks clean is only classified, unless `even_clean`. Where something is hidden, but not for
    the pipeline chosen, one that it is hidden for is served instead.
    """

    def serve(item: EvidenceItem) -> None:
        if not even_clean and item.inspection is not None and item.inspection.verdict == "clean":
            session.messages.info(NOTHING_TO_REMOVE)
            classify_item(session, item)
            return
        sanitize_item(session, item, only=_hidden_for(session, item))

    _inspected(session, serve)


def _hidden_for(session: Session, item: EvidenceItem) -> Pipeline:
    """The chosen pipeline where it is among those found, else the best of these."""
    chosen = item.pipeline or session.pipeline.pipeline
    guesses = item.inspection.pipelines if item.inspection is not None else ()
    found = [guess.pipeline for guess in guesses]
    return chosen if chosen in found or not found else found[0]


def sanitize_current(
    session: Session, filter_id: str = "median", seed: int = 0, *, for_all_found: bool = False
) -> None:
    """Inspect the current evidence unless that is done, sanitize it, classify before and after."""

    def sanitize(item: EvidenceItem) -> None:
        sanitize_item(session, item, filter_id, seed, for_all_found=for_all_found)

    _inspected(session, sanitize)


def _inspected(session: Session, then: Callable[[EvidenceItem], object]) -> None:
    """Show the findings of the current evidence and go on from there, once it is inspected."""
    item = session.evidence.current
    if item is None:
        session.messages.error(NOTHING_OPEN)
        return
    session.messages.view_requested.emit("findings")
    if item.inspection is not None:
        then(item)
        return
    inspect_item(session, item).finished.connect(lambda _: then(item))


def sanitize_item(
    session: Session,
    item: EvidenceItem,
    filter_id: str = "median",
    seed: int = 0,
    *,
    for_all_found: bool = False,
    only: Pipeline | None = None,
) -> SanitizeJob:
    """Sanitize `item` for `only`, else for the pipeline picked or all that were found; then classify it."""
    _replace(session, item)
    pipeline = only or item.pipeline or session.pipeline.pipeline
    pipelines = (found_pipelines(item) if for_all_found else ()) or (pipeline,)
    job = SanitizeJob(SanitizeOptions(item.evidence, pipelines, filter_id, seed), session.worker)
    job.finished.connect(lambda sanitized: _take_over(session, item, sanitized, pipelines[0]))
    session.jobs.start(job)
    return job


def found_pipelines(item: EvidenceItem) -> tuple[Pipeline, ...]:
    """The pipelines that something is found to be hidden for in `item`, best first."""
    guesses = item.inspection.pipelines if item.inspection is not None else ()
    return likely_pipelines([(guess.pipeline, guess.score) for guess in guesses])


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


def undo_sanitizing(session: Session) -> None:
    """Go back to what the current evidence's sanitized image was before, or to none."""
    item = session.evidence.current
    if item is not None and item.sanitizing.past:
        state, history = item.sanitizing.undone((item.sanitized, item.sanitized_for))
        _go_to(session, item, state, history)


def redo_sanitizing(session: Session) -> None:
    """Do again what was undone last."""
    item = session.evidence.current
    if item is not None and item.sanitizing.future:
        state, history = item.sanitizing.redone((item.sanitized, item.sanitized_for))
        _go_to(session, item, state, history)


def map_changes(
    session: Session, item: EvidenceItem, shape: Shape, receive: "Callable[[ChangeMap], None]"
) -> None:
    """Call `receive` with a picture of `shape` (h, w) of what sanitizing changed, once it is made."""
    if item.sanitized is None or item.sanitized.pixels.shape != item.evidence.pixels.shape:
        return
    job = ChangeMapJob(ChangeMapOptions(item.evidence.pixels, item.sanitized.pixels, shape))
    job.subject = item.evidence
    job.finished.connect(receive)
    session.jobs.start(job)


def _go_to(
    session: Session, item: EvidenceItem, state: SanitizedState, history: History[SanitizedState]
) -> None:
    _replace(session, item)
    sanitized, pipeline = state
    session.evidence.update(item, sanitizing=history, sanitized_for=pipeline, sanitized=sanitized)
    classify_item(session, item, pipeline)


def _replace(session: Session, item: EvidenceItem) -> None:
    """Give up what is still sanitizing or classifying this item: the new request stands for it."""
    for job in session.jobs.jobs():
        if isinstance(job, SanitizeJob | ClassifyJob) and job.subject is item.evidence:
            session.jobs.cancel(job)


def _take_over(session: Session, item: EvidenceItem, sanitized: "Sanitized", pipeline: Pipeline) -> None:
    history = item.sanitizing.followed((item.sanitized, item.sanitized_for), _bytes_of)
    if len(history.past) <= len(item.sanitizing.past):
        session.messages.info(FORGOTTEN.format(len(history.past)))
    session.evidence.update(item, sanitizing=history, sanitized_for=pipeline, sanitized=sanitized, error=None)
    classify_item(session, item, pipeline)


def _bytes_of(state: SanitizedState) -> int:
    sanitized, _ = state
    return 0 if sanitized is None else sanitized.pixels.nbytes
