"""Proofs that no image keeps ε: given where there is none, and never where there is one."""

import numpy as np
import pytest

from core.attacks.craft import craft
from core.attacks.infeasible import least_excess
from core.attacks.prepared import PreparedGoal, prepare_problem
from core.attacks.problem import attack_problem
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.pictures import picture

SOURCE = picture("astronaut.png")[:120, :120]


def goal(target: RGB, pipeline: Pipeline, epsilon: float = 1.0) -> PreparedGoal:
    problem = attack_problem(SOURCE, target, pipeline, epsilon=epsilon)
    return prepare_problem(problem, real_resize).goals[0]


@pytest.mark.parametrize("algorithm", ["bilinear", "bicubic", "lanczos"])
@pytest.mark.parametrize("shape", [(30, 30), (24, 60)], ids=["square", "vertical first"])
def test_nothing_is_proved_of_a_target_that_an_image_shows(algorithm: str, shape: tuple[int, int]) -> None:
    pipeline = Pipeline("pillow", algorithm, shape)
    hidden = np.clip((picture("coffee.png")[:120, :120].astype(int) - 100) * 9, 0, 255).astype(np.uint8)
    own = goal(real_resize(hidden, pipeline), pipeline, epsilon=0)
    places = np.random.default_rng(1).integers(0, shape[0], (6, 2))
    assert all(least_excess(own, row, column, 0) == pytest.approx(0, abs=1e-6) for row, column in places)


def test_a_line_one_pixel_wide_can_not_be_drawn_by_a_triangle() -> None:
    target = np.zeros((30, 30, 3), np.uint8)
    target[:, 15] = 255
    pipeline = Pipeline("pillow", "bilinear", (30, 30))
    least = least_excess(goal(target, pipeline), 15, 15, 0)
    assert least > 100
    result = craft(attack_problem(SOURCE, target, pipeline))
    around = np.abs(result.output.astype(int) - result.target)[10:21, 10:21, 0]
    assert np.maximum(around - 1, 0).sum() >= least - 1e-6


def test_the_same_line_can_be_drawn_where_windows_do_not_overlap() -> None:
    target = np.zeros((30, 30, 3), np.uint8)
    target[:, 15] = 255
    own = goal(target, Pipeline("opencv", "bilinear", (30, 30)))
    assert least_excess(own, 15, 15, 0) == pytest.approx(0, abs=1e-6)
