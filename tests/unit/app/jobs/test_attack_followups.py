"""What is asked about a finished attack: its labels, other libraries' outputs, what JPEG leaves of it."""

import numpy as np
import pytest

from app.jobs.attack_labels_job import AttackLabelsJob
from app.jobs.lossy_job import LossyJob, LossyOptions
from app.jobs.others_job import OtherOutput, OthersJob, OthersOptions, sight
from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.attacks.result import AttackResult
from core.images.arrays import RGB
from core.images.lossy import decode_jpeg
from core.progress import no_progress
from core.scaling.catalogue import ALGORITHMS, library
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.answering_worker import AnsweringWorker

pytestmark = pytest.mark.usefixtures("qapp")

PIPELINE = Pipeline("opencv", "bilinear", (40, 40))


@pytest.fixture(scope="module")
def attack(astronaut: RGB, chelsea: RGB) -> AttackResult:
    return craft(attack_problem(astronaut, chelsea, PIPELINE))


def grey(level: int) -> RGB:
    return np.full((8, 8, 3), level, np.uint8)


def test_outputs_and_targets_are_classified_in_pairs() -> None:
    worker = AnsweringWorker()
    pairs = [(grey(200), grey(210)), (grey(50), grey(220))]
    labels = AttackLabelsJob(pairs, worker).run(no_progress)
    assert [entry.agree for entry in labels] == [True, False]
    assert labels[1].output[0].name == "Give way"
    assert [image[0, 0, 0] for image in worker.classified] == [200, 210, 50, 220]


def test_what_an_output_shows_is_what_it_is_nearer_to() -> None:
    assert sight(grey(100), grey(110), grey(200)) == "target"
    assert sight(grey(190), grey(110), grey(200)) == "source"
    assert sight(grey(150), grey(110), grey(200)) == "mixture"


def test_every_common_algorithm_is_asked(attack: AttackResult, astronaut: RGB) -> None:
    options = OthersOptions(attack.image, astronaut, attack.target, PIPELINE)
    job = OthersJob(options, AnsweringWorker())
    seen = job.run(no_progress)
    assert job.take_parts() == list(seen)
    assert {(one.pipeline.library, one.pipeline.algorithm) for one in seen} == {
        (entry.library, entry.id) for entry in ALGORITHMS if entry.common
    }
    by_name = {(one.pipeline.library, one.pipeline.algorithm): one for one in seen}
    assert by_name["opencv", "bilinear"].sight == "target"
    assert by_name["opencv", "area"].sight == "source"
    for one in seen:
        if not library(one.pipeline.library).in_worker:
            assert one.output is not None
            assert np.array_equal(one.output, real_resize(attack.image, one.pipeline))


def test_a_library_that_fails_leaves_the_others_alone(
    attack: AttackResult, astronaut: RGB, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(image: RGB, pipeline: Pipeline) -> RGB:
        if pipeline.library == "pillow":
            raise MemoryError("no room")
        return real_resize(image, pipeline)

    monkeypatch.setattr("app.jobs.polling.real_resize", failing)
    options = OthersOptions(attack.image, astronaut, attack.target, PIPELINE)
    seen: tuple[OtherOutput, ...] = OthersJob(options, AnsweringWorker()).run(no_progress)
    assert {one.error for one in seen if one.output is None} == {"no room"}
    assert {one.pipeline.library for one in seen if one.output is None} == {"pillow"}


def test_jpeg_costs_more_the_coarser_it_is(attack: AttackResult) -> None:
    costs = [
        LossyJob(LossyOptions(attack.image, attack.goals, quality), AnsweringWorker()).run(no_progress)
        for quality in (40, 95)
    ]
    for cost in costs:
        (goal,) = cost.goals
        output = real_resize(decode_jpeg(cost.data), PIPELINE)
        assert np.array_equal(goal.after, output)
        assert goal.max_error == np.abs(output.astype(int) - attack.target).max()
        assert goal.max_error > attack.max_output_error
    assert costs[0].goals[0].psnr < costs[1].goals[0].psnr
    assert len(costs[0].data) < len(costs[1].data)
