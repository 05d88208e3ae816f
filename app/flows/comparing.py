"""Fill the Compare grid."""

from app.jobs.outputs_job import OutputsJob, OutputsOptions
from app.models import EvidenceItem, Session
from core.images import RGB
from core.scaling.pipeline import Pipeline


def fill_outputs(session: Session) -> OutputsJob | None:
    """Scale the current evidence to the chosen size by every library and algorithm that is not there yet.

    Cells arrive one by one in `EvidenceItem.outputs`. A grid still being filled is given up for this one.
    """
    session.jobs.cancel_lane(OutputsJob.lane)
    item = session.evidence.current
    if item is None:
        return None
    options = OutputsOptions(item.evidence, session.pipeline.pipeline.target_shape, frozenset(item.outputs))
    if not options.pipelines:
        return None
    job = OutputsJob(options, session.worker)
    job.partial.connect(lambda cell: _put(session, item, *cell))
    session.jobs.start(job)
    return job


def _put(session: Session, item: EvidenceItem, pipeline: Pipeline, output: RGB) -> None:
    session.evidence.update(item, outputs={**item.outputs, pipeline: output})
