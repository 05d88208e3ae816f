"""What a badly posed attack problem is answered with, and what a region means."""

import math
from dataclasses import replace

import numpy as np
import pytest

from core.attacks.craft import craft
from core.attacks.prepared import prepare_problem
from core.attacks.problem import AttackProblem, Goal, Region, attack_problem
from core.errors import AttackError
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.pictures import picture

PIPELINE = Pipeline("opencv", "bilinear", (32, 32))


def posed(shape: tuple[int, int] = (128, 160), **options: object) -> AttackProblem:
    cover = picture("astronaut.png")[: shape[0], : shape[1]]
    settings = {"pipeline": PIPELINE, **options}
    return attack_problem(cover, picture("chelsea.png"), **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (posed((20, 160)), r"source is 160×20 and the target size 32×32; take a larger source"),
        (posed((32, 32)), r"ratio of 1:1 .* nothing can be hidden"),
        (posed(epsilon=-1.0), r"ε is -1, but .* give a number from 0 to 255"),
        (posed(epsilon=math.nan), r"ε is nan"),
        (posed(region=(100, 0, 61, 50)), r"region 61×50 at \(100, 0\) reaches outside the source of 160×128"),
        (posed(region=(-1, 0, 10, 10)), r"reaches outside"),
        (posed(region=(0, 0, 0, 10)), r"region is 0×10 and so has no pixels"),
        (posed(region=(6, 6, 1, 1)), r"holds no whole output pixel of OpenCV bilinear 32×32; make it larger"),
    ],
)
def test_a_bad_problem_is_refused_in_one_sentence(problem: AttackProblem, sentence: str) -> None:
    with pytest.raises(AttackError, match=sentence) as refused:
        craft(problem)
    assert str(refused.value).count(". ") == 0


def test_one_pipeline_can_not_show_two_targets() -> None:
    problem = posed()
    twice = (*problem.goals, Goal(PIPELINE, picture("coffee.png")))
    with pytest.raises(AttackError, match=r"bilinear 32×32 is there twice.*; choose another") as refused:
        craft(replace(problem, goals=twice))
    assert str(refused.value).count(". ") == 0


@pytest.mark.parametrize("shape", [(128, 160), (128, 160, 1), (128, 160, 4)])
@pytest.mark.parametrize("role", ["source", "target"])
def test_grey_and_alpha_are_refused(shape: tuple[int, ...], role: str) -> None:
    images = {"source": posed().source, "target": posed().target, role: np.zeros(shape, np.uint8)}
    with pytest.raises(AttackError, match=f"The {role} is an array of 128×160.* drop the alpha channel"):
        craft(attack_problem(images["source"], images["target"], PIPELINE))


@pytest.mark.parametrize(
    "pipeline", [PIPELINE, Pipeline("opencv", "bicubic", (48, 60)), Pipeline("pillow", "lanczos", (32, 32))]
)
def test_a_region_keeps_the_rest_of_source_and_output(pipeline: Pipeline) -> None:
    region: Region = (40, 30, 80, 60)
    problem = posed(region=region, pipeline=pipeline)
    result = craft(problem)
    outside = np.ones(problem.source.shape[:2], np.bool_)
    outside[30:90, 40:120] = False
    assert (result.image[outside] == problem.source[outside]).all()
    assert (result.image[~outside] != problem.source[~outside]).any()
    assert result.max_output_error <= 1
    plain = real_resize(problem.source, pipeline)
    assert (result.target[0] == plain[0]).all()
    assert (result.target != plain).any()


def test_the_target_is_scaled_robustly() -> None:
    prepared = prepare_problem(posed(), real_resize)
    chelsea = picture("chelsea.png").astype(float)
    target = prepared.goals[0].target
    assert target.shape == (32, 32, 3)
    assert target.mean() == pytest.approx(chelsea.mean(), abs=1)
    assert target.std() < chelsea.std()
