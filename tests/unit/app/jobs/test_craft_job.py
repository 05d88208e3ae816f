"""Crafting tells how far it is: previews by the real libraries, and the solver's curve in portions."""

import numpy as np
import pytest

from app.jobs.craft_job import CraftJob, CraftOptions, CraftPreview, CraftTrace
from core.attacks.problem import AttackProblem, Goal, attack_problem
from core.attacks.result import AttackResult
from core.images.arrays import RGB
from core.progress import Cancelled, no_progress
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.answering_worker import AnsweringWorker

pytestmark = pytest.mark.usefixtures("qapp")

AVERAGING = Pipeline("pillow", "bilinear", (64, 64))
NEAREST = Pipeline("opencv", "nearest", (48, 48))


def test_an_attack_is_made_by_name_with_its_options(astronaut: RGB, chelsea: RGB) -> None:
    problem = attack_problem(astronaut, chelsea, NEAREST)
    result = CraftJob(CraftOptions(problem, "direct", "direct"), AnsweringWorker()).run(no_progress)
    assert isinstance(result, AttackResult)
    assert result.variant == "direct"
    assert result.max_output_error == 0


def test_every_iteration_of_the_curve_is_published_once(astronaut: RGB, chelsea: RGB) -> None:
    job = CraftJob(CraftOptions(attack_problem(astronaut, chelsea, AVERAGING)), AnsweringWorker())
    job.run(no_progress)
    parts = [part for part in job.take_parts() if isinstance(part, CraftTrace)]
    numbers = [point.iteration for part in parts for point in part.points]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 3
    assert parts[-1].points[-1].gap < 0.1


def test_previews_are_what_each_library_makes(
    astronaut: RGB, chelsea: RGB, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.attacks.pulse.PREVIEW_INTERVAL", 0.0)
    goals = (Goal(AVERAGING, chelsea), Goal(NEAREST, chelsea))
    job = CraftJob(CraftOptions(AttackProblem(astronaut, goals)), AnsweringWorker())
    result = job.run(no_progress)
    assert len(result.goals) == 2
    previews = [part for part in job.take_parts() if isinstance(part, CraftPreview)]
    assert previews
    for preview in previews:
        assert preview.image.shape == astronaut.shape
        for output, goal in zip(preview.outputs, goals, strict=True):
            assert np.array_equal(output, real_resize(preview.image, goal.pipeline))


def test_it_can_be_cancelled(astronaut: RGB, chelsea: RGB) -> None:
    def progress(fraction: float, text: str) -> None:
        raise Cancelled

    job = CraftJob(CraftOptions(attack_problem(astronaut, chelsea, AVERAGING)), AnsweringWorker())
    with pytest.raises(Cancelled):
        job.run(progress)
