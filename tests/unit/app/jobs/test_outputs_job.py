"""The Compare grid: every library's own call, TensorFlow's in the worker."""

import numpy as np
import pytest

from app.jobs.outputs_job import OutputsJob, OutputsOptions
from app.jobs.worker import Worker
from core.images import evidence_from_pixels
from core.images.arrays import RGB
from core.progress import Cancelled, no_progress
from core.scaling.catalogue import ALGORITHMS
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize

pytestmark = pytest.mark.usefixtures("qapp")


class Recorder(Worker):
    """Notes what would go to the process, and answers with black."""

    def __init__(self) -> None:
        super().__init__(warm=False)
        self.called: list[Pipeline] = []

    def call(self, function: object, image: RGB, pipeline: Pipeline, **_: object) -> RGB:  # type: ignore[override]
        assert function is real_resize
        assert image.ndim == 3
        self.called.append(pipeline)
        return np.zeros((*pipeline.target_shape, 3), np.uint8)


@pytest.fixture
def options(chelsea: RGB) -> OutputsOptions:
    return OutputsOptions(evidence_from_pixels(chelsea, "cat"), (24, 32))


def test_every_cell_is_the_real_call_and_comes_as_it_is_ready(options: OutputsOptions) -> None:
    worker = Recorder()
    job = OutputsJob(options, worker)
    outputs = job.run(no_progress)
    parts = job.take_parts()
    assert len(outputs) == len(ALGORITHMS)
    assert [pipeline for pipeline, _ in parts] == list(outputs)
    for pipeline, output in outputs.items():
        if pipeline.library != "tensorflow":
            assert np.array_equal(output, real_resize(options.evidence.pixels, pipeline))
    assert worker.called == [pipeline for pipeline in outputs if pipeline.library == "tensorflow"]


def test_what_is_there_already_is_left_out(options: OutputsOptions) -> None:
    done = Pipeline("pillow", "area", (24, 32))
    job = OutputsJob(OutputsOptions(options.evidence, (24, 32), frozenset({done})), Recorder())
    assert done not in job.run(no_progress)


def test_it_can_be_cancelled_between_cells(options: OutputsOptions) -> None:
    job = OutputsJob(options, Recorder())

    def cancel_later(fraction: float, text: str) -> None:
        del text
        if fraction > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        job.run(cancel_later)
    assert 0 < len(job.take_parts()) < len(ALGORITHMS)
