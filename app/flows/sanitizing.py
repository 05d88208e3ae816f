"""Detect and sanitize in one go, go back on it, and show what it changes for a classifier."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.flows.inspecting import NOTHING_OPEN, inspect_item
from app.jobs.change_map_job import ChangeMapJob, ChangeMapOptions
from app.jobs.classify_job import ClassifyJob, ClassifyOptions
from app.jobs.job import Job
from app.jobs.recheck_job import RecheckJob, RecheckOptions
from app.jobs.sanitize_job import SanitizeJob, SanitizeOptions
from app.models import EvidenceItem, Session
from app.models.evidence_model import SanitizedState
from app.models.history import History
from core.images import Shape
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.sanitizing.change_map import ChangeMap
    from core.sanitizing.recheck import Recheck
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

    An image that looks clean is only classified, unless `even_clean`. Every picture found is served, each for
    the pipeline chosen where the picture was tried with that, else for the likeliest.
    """

    def serve(item: EvidenceItem) -> None:
        if not even_clean and item.inspection is not None and item.inspection.verdict == "clean":
            session.messages.info(NOTHING_TO_REMOVE)
            classify_item(session, item)
            return
        sanitize_item(session, item, pipelines=_hidden_for(session, item))

    _inspected(session, serve)


def _hidden_for(session: Session, item: EvidenceItem) -> tuple[Pipeline, ...]:
    """One pipeline for each picture found: the chosen one where it was tried on that, else the likeliest.

    All likely ones would take several times as long; the inspection of the result tells if that was needed.
    """
    chosen = item.pipeline or session.pipeline.pipeline
    guesses = (*item.inspection.pipelines, *item.inspection.further) if item.inspection is not None else ()
    tried = chosen in [guess.pipeline for guess in guesses]
    fits = [tried and likely[0].target_shape == chosen.target_shape for likely in found_pictures(item)]
    best = [likely[0] for likely, fit in zip(found_pictures(item), fits, strict=True) if not fit]
    return tuple(dict.fromkeys((*([chosen] if any(fits) else []), *best)))


def sanitize_current(
    session: Session, filter_id: str = "median", seed: int = 0, *, pipelines: tuple[Pipeline, ...] = ()
) -> None:
    """Inspect the current evidence unless that is done, sanitize it, classify before and after.

    `pipelines` are those to serve; none: the one chosen.
    """

    def sanitize(item: EvidenceItem) -> None:
        sanitize_item(session, item, filter_id, seed, pipelines=pipelines)

    _inspected(session, sanitize)


def _inspected(session: Session, then: Callable[[EvidenceItem], object]) -> None:
    """Show the findings of the current evidence and go on from there, once it is inspected."""
    item = session.evidence.current
    if item is None:
        session.messages.error(NOTHING_OPEN)
        return
    session.messages.view_requested.emit("findings")
    _cancel(session, item, RecheckJob)
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
    pipelines: tuple[Pipeline, ...] = (),
) -> SanitizeJob:
    """Sanitize `item` for `pipelines`, else for the one picked; then classify it, and inspect the result."""
    _replace(session, item)
    served = pipelines or (item.pipeline or session.pipeline.pipeline,)
    leads = dict.fromkeys((served[0], *(likely[0] for likely in found_pictures(item) if likely[0] in served)))
    options = SanitizeOptions(item.evidence, served, filter_id, seed, tuple(leads))
    job = SanitizeJob(options, session.worker)
    job.finished.connect(lambda sanitized: _take_over(session, item, sanitized, served[0]))
    session.jobs.start(job)
    return job


def found_pictures(item: EvidenceItem) -> tuple[tuple[Pipeline, ...], ...]:
    """Per picture that is found in `item`, or was found once others were gone, its likely pipelines."""
    likely = item.inspection.likely if item.inspection is not None else ()
    return (*likely, *(entry for entry in item.also_found if entry not in likely))


def found_pipelines(item: EvidenceItem) -> tuple[Pipeline, ...]:
    """The pipelines that something is found to be hidden for in `item`, best first, picture by picture."""
    return tuple(dict.fromkeys(pipeline for likely in found_pictures(item) for pipeline in likely))


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
    session.evidence.update(
        item, sanitizing=history, sanitized_for=pipeline, recheck=None, sanitized=sanitized
    )
    _follow_up(session, item, pipeline)


def _follow_up(session: Session, item: EvidenceItem, pipeline: Pipeline | None) -> None:
    """Classify before and after; then, so that the answers need not wait, inspect the result."""
    job = classify_item(session, item, pipeline)
    for ended in (job.finished, job.failed):
        ended.connect(lambda _: _inspect_again(session, item))


def _inspect_again(session: Session, item: EvidenceItem) -> None:
    """Look whether anything is left; of an output at the target size nothing can be scaled away."""
    sanitized = item.sanitized
    if sanitized is None or sanitized.filter == "area" or item not in session.evidence.items:
        return
    _cancel(session, item, RecheckJob)
    job = RecheckJob(RecheckOptions(item.evidence, sanitized), session.worker)
    job.finished.connect(lambda found: _take_recheck(session, item, sanitized, found))
    session.jobs.start(job)


def _take_recheck(session: Session, item: EvidenceItem, sanitized: "Sanitized", found: "Recheck") -> None:
    if item.sanitized is not sanitized:
        return
    known = found_pictures(item)
    more = tuple(entry for entry in found.pictures if entry not in known)
    session.evidence.update(item, also_found=(*item.also_found, *more), recheck=found)


def _replace(session: Session, item: EvidenceItem) -> None:
    """Give up what is still sanitizing or classifying this item: the new request stands for it."""
    _cancel(session, item, SanitizeJob, ClassifyJob, RecheckJob)


def _cancel(session: Session, item: EvidenceItem, *kinds: type[Job]) -> None:
    for job in session.jobs.jobs():
        if isinstance(job, kinds) and job.subject is item.evidence:
            session.jobs.cancel(job)


def _take_over(session: Session, item: EvidenceItem, sanitized: "Sanitized", pipeline: Pipeline) -> None:
    history = item.sanitizing.followed((item.sanitized, item.sanitized_for), _bytes_of)
    if len(history.past) <= len(item.sanitizing.past):
        session.messages.info(FORGOTTEN.format(len(history.past)))
    session.evidence.update(
        item, sanitizing=history, sanitized_for=pipeline, recheck=None, sanitized=sanitized, error=None
    )
    _follow_up(session, item, pipeline)


def _bytes_of(state: SanitizedState) -> int:
    sanitized, _ = state
    return 0 if sanitized is None else sanitized.pixels.nbytes
