"""The restricted attack on Pillow: it keeps its restrictions, and says that it fails."""

import numpy as np
import pytest

from core.attacks.problem import attack_problem
from core.attacks.variants import craft_variant
from core.attacks.variants.pillow_restricted import restricted_freedom
from core.errors import AttackError
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.attack_problems import posed, resized

SOURCE = (144, 162)


@pytest.mark.parametrize("algorithm", ["bilinear", "bicubic"])
def test_only_the_free_pixels_change_much(algorithm: str) -> None:
    problem = posed("pillow", algorithm, SOURCE)
    freedom = restricted_freedom(operator_for(problem.pipeline, SOURCE), 2, 10.0)
    result = craft_variant("pillow_restricted", problem)
    change = np.abs(result.image.astype(int) - problem.source).max(axis=2)
    assert (change[freedom < 255] <= 10).all()
    assert change[freedom == 255].max() > 10


def test_it_is_infeasible_as_the_paper_finds_and_says_so() -> None:
    result = craft_variant("pillow_restricted", posed("pillow", "bilinear", SOURCE))
    assert not result.feasible
    assert "no closer image was found" in result.note
    reached = dict(result.figures)["Output pixels reached"]
    assert reached.startswith(f"{32 * 32 - result.goals[0].raised} of 1024")


def test_two_rows_and_columns_per_output_are_free() -> None:
    operator = operator_for(Pipeline("pillow", "bilinear", (32, 32)), SOURCE)
    free = restricted_freedom(operator, 2, 10.0) == 255
    assert free.any(axis=1).sum() <= 64
    assert free.any(axis=0).sum() <= 64
    assert free.sum() >= 32 * 32


def test_a_target_close_by_is_reached() -> None:
    source = resized("astronaut.png", SOURCE)
    pipeline = Pipeline("pillow", "bilinear", (32, 32))
    near = np.clip(real_resize(source, pipeline).astype(int) + 5, 0, 255).astype(np.uint8)
    result = craft_variant("pillow_restricted", attack_problem(source, near, pipeline))
    assert result.feasible


@pytest.mark.parametrize(("library", "algorithm"), [("opencv", "bilinear"), ("pillow", "nearest")])
def test_other_pipelines_are_refused(library: str, algorithm: str) -> None:
    with pytest.raises(AttackError, match="for Pillow's kernels"):
        craft_variant("pillow_restricted", posed(library, algorithm))


def test_a_freedom_of_the_callers_is_refused() -> None:
    freedom = np.full((160, 192), 10, np.float32)
    with pytest.raises(AttackError, match="leave the freedom out"):
        craft_variant("pillow_restricted", posed("pillow", "bilinear", freedom=freedom))
