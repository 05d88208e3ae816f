"""The overlay attack: the trigger shows in the output, all else of it stays the source's."""

from dataclasses import replace

import numpy as np
import pytest

from core.attacks.problem import AttackProblem, Goal
from core.attacks.variants import craft_variant
from core.errors import AttackError
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.attack_problems import posed, resized

TRIGGER = np.full((10, 10, 3), (250, 240, 20), np.uint8)


@pytest.mark.parametrize("algorithm", ["bilinear", "bicubic"])
def test_every_pipeline_shows_the_trigger_on_its_own_output(algorithm: str) -> None:
    source = resized("astronaut.png", (200, 200))
    pipelines = (Pipeline("opencv", algorithm, (40, 40)), Pipeline("pillow", "nearest", (30, 30)))
    problem = AttackProblem(source, tuple(Goal(pipeline, TRIGGER) for pipeline in pipelines))
    result = craft_variant("overlay", problem, {"place": "top left", "share": 0.3})
    for pipeline in pipelines:
        shown, plain = real_resize(result.image, pipeline), real_resize(source, pipeline)
        side = round(0.3 * pipeline.target_shape[0])
        trigger = np.zeros(pipeline.target_shape, np.bool_)
        trigger[2 : 2 + side, 2 : 2 + side] = True
        assert np.abs(shown[trigger].astype(int) - TRIGGER[0, 0]).max() <= 1
        assert np.abs(shown[~trigger].astype(int) - plain[~trigger]).max() <= 1
    assert result.psnr > 25


def test_opacity_blends_over_the_whole_output() -> None:
    problem = posed()
    result = craft_variant("overlay", problem, {"place": "whole", "opacity": 0.5})
    plain, full = real_resize(problem.source, problem.pipeline), craft_variant("strong", problem).output
    halfway = (plain.astype(float) + full) / 2
    assert np.abs(result.output - halfway).max() <= 2.5


def test_a_region_that_holds_nothing_of_the_trigger_is_refused() -> None:
    problem = replace(posed(target=(40, 40)), region=(0, 0, 60, 60))
    with pytest.raises(AttackError, match=r"no output pixel of the trigger.*; choose another") as refused:
        craft_variant("overlay", problem, {"place": "bottom right"})
    assert str(refused.value).count(". ") == 0


def test_a_region_says_how_much_of_the_trigger_it_holds() -> None:
    goals = (Goal(Pipeline("opencv", "nearest", (40, 40)), TRIGGER),)
    problem = AttackProblem(resized("astronaut.png", (160, 160)), goals, region=(0, 0, 32, 160))
    result = craft_variant("overlay", problem, {"place": "top left", "share": 0.25})
    plain = real_resize(problem.source, problem.pipeline)
    changed = np.any(np.abs(result.output.astype(int) - plain) > 1, axis=2)
    assert result.figures[0] == ("Output pixels of the trigger in the region", "60 of 100")
    assert changed.sum() == changed[2:12, 2:8].sum() == 60
