"""Choose the model that is asked."""

from typing import TYPE_CHECKING

from app.flows.comparing import fill_outputs
from app.flows.sanitizing import classify_item, found_pipelines
from app.jobs.classify_filters_job import ClassifyFiltersJob, ClassifyFiltersOptions
from app.jobs.classify_job import ClassifyJob
from app.jobs.classify_outputs_job import ClassifyOutputsJob, ClassifyOutputsOptions
from app.jobs.examine_model_job import ExamineModelJob
from app.models import EvidenceItem, Session
from core.classification.signs import SIDE
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.classification.model import ModelFacts
    from core.classification.profile import ModelChoice

SHIPPED = "The traffic-sign model that ships with Aliascope is asked again."


def open_model(session: Session, choice: "ModelChoice", *, as_pipeline: bool = True) -> ExamineModelJob:
    """Open a model and ask it from then on; `as_pipeline`: also look at images as scaled for it.

    Nothing changes when the job fails, which the caller has to show.
    """
    session.jobs.cancel_lane(ExamineModelJob.lane)
    job = ExamineModelJob(choice, session.worker)
    job.finished.connect(lambda facts: _take_over(session, choice, facts, as_pipeline))
    session.jobs.start(job)
    return job


def use_shipped_model(session: Session) -> None:
    """Ask the model that ships with the product."""
    if session.classifier.choice is not None:
        session.classifier.use_shipped()
        _ask_again(session)
        session.messages.info(SHIPPED)


def ask_every_library(session: Session) -> None:
    """Ask the model about the current evidence as every library scales it to the chosen size."""
    item, pipeline = session.evidence.current, session.pipeline.pipeline
    if item is None:
        return
    scaling = fill_outputs(session)
    if scaling is None:
        _ask_outputs(session, item, pipeline)
        return
    scaling.finished.connect(lambda _: _ask_outputs(session, item, pipeline))
    scaling.failed.connect(lambda _: _ask_outputs(session, item, pipeline))  # the other outputs stand


def ask_every_filter(session: Session) -> None:
    """Ask the model about the current evidence as the chosen pipeline scales it, after each filter."""
    item, pipeline = session.evidence.current, session.pipeline.pipeline
    if item is None:
        return
    found, model = found_pipelines(item), session.classifier.choice
    options = ClassifyFiltersOptions(item.evidence, pipeline, found, _input_shape(session), model)
    job = ClassifyFiltersJob(options, session.worker)
    job.finished.connect(lambda answers: session.evidence.update(item, by_filter=answers))
    session.jobs.cancel_lane(ClassifyFiltersJob.lane)
    session.jobs.start(job)


def _input_shape(session: Session) -> tuple[int, int]:
    facts = session.classifier.facts
    return (SIDE, SIDE) if facts is None else facts.input_shape


def _ask_outputs(session: Session, item: EvidenceItem, pipeline: Pipeline) -> None:
    outputs = {made: output for made, output in item.outputs.items() if made.robust == pipeline.robust}
    if not outputs:
        return
    shape, model = _input_shape(session), session.classifier.choice
    job = ClassifyOutputsJob(ClassifyOutputsOptions(item.evidence, outputs, shape, model), session.worker)
    job.finished.connect(lambda found: session.evidence.update(item, by_pipeline=found))
    session.jobs.cancel_lane(ClassifyOutputsJob.lane)
    session.jobs.start(job)


def _take_over(session: Session, choice: "ModelChoice", facts: "ModelFacts", as_pipeline: bool) -> None:
    session.classifier.use(choice, facts)
    if as_pipeline:
        profile = choice.profile
        session.pipeline.set(Pipeline(profile.library, profile.algorithm, facts.input_shape))
    _ask_again(session)
    height, width = facts.input_shape
    what = f"{facts.kind}, {width}×{height}, {len(facts.labels)} classes"
    session.messages.info(f"{choice.path.name} is asked from now on: {what}. {facts.note}".rstrip())


def _ask_again(session: Session) -> None:
    """What another model said, or was about to say, is out of date."""
    running = [job.subject for job in session.jobs.jobs() if isinstance(job, ClassifyJob)]
    session.jobs.cancel_lane(ClassifyJob.lane)
    session.jobs.cancel_lane(ClassifyOutputsJob.lane)
    session.jobs.cancel_lane(ClassifyFiltersJob.lane)
    for item in session.evidence.items:
        session.evidence.update(item, by_pipeline={}, by_filter=None)
        if item.predictions or any(item.evidence is subject for subject in running):
            session.evidence.update(item, predictions={})
            classify_item(session, item, item.sanitized_for)
