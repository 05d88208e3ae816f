"""The Compare grid: every library's own call, those of the worker on one image that is sent once."""

from collections.abc import Callable

import numpy as np
import pytest

from app.jobs import worker_image
from app.jobs.outputs_job import OutputsJob, OutputsOptions, SizesOptions
from app.jobs.worker import Worker
from core.errors import AliascopeError
from core.images import evidence_from_pixels
from core.images.arrays import RGB
from core.progress import Cancelled, no_progress
from core.scaling.catalogue import ALGORITHMS, algorithm, library
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize

pytestmark = pytest.mark.usefixtures("qapp")

SHAPE = (24, 32)
PIPELINE = Pipeline("opencv", "bilinear", SHAPE)


class Recorder(Worker):
    """Runs what would go to the process here, but answers scaling with black; notes bytes and pipelines."""

    def __init__(self) -> None:
        super().__init__(warm=False)
        self.called: list[Pipeline] = []
        self.sent = 0
        self.kept: RGB | None = None

    def call(self, function: Callable[..., object], *args: object, **_: object) -> object:  # type: ignore[override]
        self.sent += sum(part.nbytes for part in args if isinstance(part, np.ndarray))
        if function is not worker_image.scale:
            return function(*args)
        key, pipeline = args
        assert isinstance(pipeline, Pipeline)
        self.kept = worker_image.kept_image(str(key)).copy()
        self.called.append(pipeline)
        return np.zeros((*pipeline.target_shape, 3), np.uint8)


@pytest.fixture
def options(chelsea: RGB) -> OutputsOptions:
    return OutputsOptions(evidence_from_pixels(chelsea, "cat"), PIPELINE)


def test_every_cell_is_the_real_call_and_comes_as_it_is_ready(options: OutputsOptions) -> None:
    worker = Recorder()
    job = OutputsJob(options, worker)
    outputs = job.run(no_progress)
    parts = job.take_parts()
    assert len(outputs) == len(ALGORITHMS)
    assert [pipeline for pipeline, _ in parts] == list(outputs)
    remote = [pipeline for pipeline in outputs if library(pipeline.library).in_worker]
    for pipeline, output in outputs.items():
        if pipeline not in remote:
            assert np.array_equal(output, real_resize(options.evidence.pixels, pipeline))
    assert worker.called == remote


def test_the_worker_gets_the_image_once_and_keeps_it_no_longer(
    options: OutputsOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_image, "BAND_BYTES", 50_000)
    worker = Recorder()
    OutputsJob(options, worker).run(no_progress)
    assert worker.sent == options.evidence.pixels.nbytes
    assert worker.kept is not None
    assert np.array_equal(worker.kept, options.evidence.pixels)
    assert not worker_image.KEPT


def test_a_new_worker_gets_the_image_again(options: OutputsOptions) -> None:
    class Forgetful(Recorder):
        lost = False

        def call(self, function: Callable[..., object], *args: object, **keys: object) -> object:  # type: ignore[override]
            if len(self.called) == 3 and function is worker_image.scale and not self.lost:
                self.lost = True
                worker_image.KEPT.clear()
            return super().call(function, *args, **keys)

    worker = Forgetful()
    OutputsJob(options, worker).run(no_progress)
    assert worker.sent == 2 * options.evidence.pixels.nbytes


def test_what_others_are_judged_by_comes_first_then_what_is_looked_at_then_the_common(chelsea: RGB) -> None:
    wished = Pipeline("skimage", "bilinear", SHAPE)
    options = OutputsOptions(evidence_from_pixels(chelsea, "cat"), wished)
    order = options.pipelines
    assert order[:2] == (wished.robust, wished)
    common = [algorithm(entry.library, entry.algorithm).common for entry in order[2:]]
    assert common == sorted(common, reverse=True)


def test_a_crop_is_scaled_instead_of_the_image(chelsea: RGB) -> None:
    wished = Pipeline("opencv", "bilinear", SHAPE, (10, 20, 200, 100))
    outputs = OutputsJob(OutputsOptions(evidence_from_pixels(chelsea, "cat"), wished), Recorder()).run(
        no_progress
    )
    assert {pipeline.crop for pipeline in outputs} == {wished.crop}
    assert np.array_equal(outputs[wished], real_resize(chelsea[20:120, 10:210], PIPELINE))


def test_each_size_comes_after_what_it_is_judged_by(chelsea: RGB) -> None:
    wanted = tuple(Pipeline("pillow", "nearest", shape) for shape in ((8, 8), (16, 16)))
    options = SizesOptions(evidence_from_pixels(chelsea, "cat"), wanted, frozenset({wanted[0].robust}))
    assert options.pipelines == (wanted[0], wanted[1].robust, wanted[1])


def test_where_one_axis_grows_pillows_box_comes_first(chelsea: RGB) -> None:
    height, width = chelsea.shape[:2]
    wished = Pipeline("opencv", "bilinear", (height + 10, width // 4))
    box = wished.by("pillow", "area")
    evidence = evidence_from_pixels(chelsea, "cat")
    assert OutputsOptions(evidence, wished).pipelines[:2] == (box, wished)
    assert SizesOptions(evidence, (wished,)).pipelines == (box, wished)


def test_a_large_size_is_made_by_two_and_a_huge_one_by_none(chelsea: RGB) -> None:
    evidence = evidence_from_pixels(chelsea, "cat")
    large, huge = (Pipeline("pillow", "lanczos", (side, side)) for side in (4000, 16384))
    assert OutputsOptions(evidence, large).pipelines == (large.robust, large)
    assert OutputsOptions(evidence, huge).pipelines == ()
    other = OutputsOptions(evidence, large.by("opencv", "bilinear"))
    assert other.purpose != OutputsOptions(evidence, large).purpose
    assert OutputsOptions(evidence, PIPELINE).purpose == OutputsOptions(evidence, PIPELINE.robust).purpose


def test_what_is_there_already_is_left_out(options: OutputsOptions) -> None:
    done = Pipeline("pillow", "area", SHAPE)
    job = OutputsJob(OutputsOptions(options.evidence, PIPELINE, frozenset({done})), Recorder())
    assert done not in job.run(no_progress)


def test_a_library_that_fails_leaves_the_others_alone(options: OutputsOptions) -> None:
    class Broken(Recorder):
        def call(self, function: Callable[..., object], *args: object, **keys: object) -> object:  # type: ignore[override]
            if function is worker_image.scale and "keras" in str(args[1]):
                raise ValueError("no such kernel")
            return super().call(function, *args, **keys)

    job = OutputsJob(options, Broken())
    with pytest.raises(AliascopeError, match=r"Keras .* and 1 others could not .* \(no such kernel\)"):
        job.run(no_progress)
    made = {pipeline.library for pipeline, _ in job.take_parts()}
    assert made == {entry.library for entry in ALGORITHMS} - {"keras"}


def test_it_can_be_cancelled_between_cells(options: OutputsOptions) -> None:
    job = OutputsJob(options, Recorder())

    def cancel_later(fraction: float, text: str) -> None:
        del text
        if fraction > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        job.run(cancel_later)
    assert 0 < len(job.take_parts()) < len(ALGORITHMS)
