"""Fill the Compare view."""

from dataclasses import replace

from app.jobs.outputs_budget import GRID_BYTES, affordable
from app.jobs.outputs_job import OutputsJob, OutputsOptions, SizesOptions
from app.models import EvidenceItem, Session
from core.images import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.sizes import COMMON_SIZES


def fill_outputs(session: Session) -> OutputsJob | None:
    """Scale the current evidence to the chosen size by every library and algorithm that is not there yet.

    Cells arrive one by one in `EvidenceItem.outputs`. A grid still being filled is given up for this one.
    """
    item, pipeline = session.evidence.current, session.pipeline.pipeline
    session.jobs.cancel_lane(OutputsJob.lane)
    if item is None:
        return None
    _make_room(session, item, pipeline)
    return _start(session, item, OutputsOptions(item.evidence, pipeline, frozenset(item.outputs)))


def fill_sizes(session: Session) -> OutputsJob | None:
    """Scale the current evidence to every common size by the chosen library and algorithm."""
    item = session.evidence.current
    session.jobs.cancel_lane(OutputsJob.lane)
    if item is None:
        return None
    _make_room(session, item, session.pipeline.pipeline)
    wanted = tuple(common_sizes(session, item))
    return _start(session, item, SizesOptions(item.evidence, wanted, frozenset(item.outputs)))


def common_sizes(session: Session, item: EvidenceItem) -> dict[Pipeline, tuple[int, int]]:
    """What the chosen library, algorithm and rule make of each common size that shrinks the image.

    The pipelines, ascending, each with the size (height, width) that the rule gets.
    """
    shape, made = item.evidence.shape, {}
    for width, height in COMMON_SIZES:
        size = (height, width)
        choice = replace(session.pipeline.choice, size=size, scaling=None, tile=0)
        pipeline = choice.pipeline(shape)
        if _shrinks(pipeline.whole, shape):
            made[pipeline] = size
    return made


def _shrinks(pipeline: Pipeline, source_shape: tuple[int, int]) -> bool:
    _, _, width, height = pipeline.crop_of(source_shape)
    return pipeline.target_shape[0] < height and pipeline.target_shape[1] < width


def _start(session: Session, item: EvidenceItem, options: OutputsOptions | SizesOptions) -> OutputsJob | None:
    if not options.pipelines:
        return None
    job = OutputsJob(options, session.worker)
    job.partial.connect(lambda cell: _put(session, item, *cell))
    session.jobs.start(job)
    return job


def _make_room(session: Session, item: EvidenceItem, pipeline: Pipeline) -> None:
    """Drop what the grid will not show once all outputs together are larger than the image itself.

    Those of other images go once they are larger than a grid may be.
    """
    others = [other for other in session.evidence.items if other is not item and other.outputs]
    if sum(_output_bytes(other) for other in others) > GRID_BYTES:
        for other in others:
            session.evidence.update(other, outputs={})
    if _output_bytes(item) <= item.evidence.pixels.nbytes:
        return
    shown = affordable(pipeline, item.evidence.shape)
    kept = {entry: made for entry, made in item.outputs.items() if entry in shown}
    session.evidence.update(item, outputs=kept)


def _output_bytes(item: EvidenceItem) -> int:
    return sum(output.nbytes for output in item.outputs.values())


def _put(session: Session, item: EvidenceItem, pipeline: Pipeline, output: RGB) -> None:
    session.evidence.update(item, outputs={**item.outputs, pipeline: output})
