"""The restricted attack on Pillow: it keeps its restrictions, and says that it fails."""

import numpy as np
import pytest

from core.attacks.problem import AttackProblem, attack_problem
from core.attacks.variants import craft_variant
from core.attacks.variants.pillow_restricted import restricted_freedom
from core.errors import AttackError
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.attack_problems import posed, resized

SOURCE = (144, 162)
OTHERS = 4.0


def close_by(algorithm: str) -> AttackProblem:
    """A target that differs from the source's own output by 5 grey levels."""
    source = np.asarray(60 + resized("astronaut.png", SOURCE) // 2, np.uint8)
    pipeline = Pipeline("pillow", algorithm, (32, 32))
    near = np.asarray(real_resize(source, pipeline) + 5, np.uint8)
    return attack_problem(source, near, pipeline)


@pytest.mark.parametrize("algorithm", ["bilinear", "bicubic"])
def test_a_target_close_by_is_reached_by_the_free_pixels(algorithm: str) -> None:
    problem = close_by(algorithm)
    freedom = restricted_freedom(operator_for(problem.pipeline, SOURCE), 2, OTHERS)
    result = craft_variant("pillow_restricted", problem, {"others": OTHERS})
    assert result.feasible
    change = np.abs(result.image.astype(int) - problem.source).max(axis=2)
    assert (change[freedom < 255] <= OTHERS).all()
    assert change[freedom == 255].max() > OTHERS
    assert dict(result.figures)["Pixels free to change"] == f"{100 * (freedom == 255).mean():.1f} %"


def test_it_is_infeasible_as_the_paper_finds_and_says_so() -> None:
    with pytest.raises(AttackError, match=r"of 1024 output pixels miss .*; free more pixels") as no:
        craft_variant("pillow_restricted", posed("pillow", "bilinear", SOURCE))
    assert str(no.value).count(". ") == 0


def test_two_rows_and_columns_per_output_are_free() -> None:
    operator = operator_for(Pipeline("pillow", "bilinear", (32, 32)), SOURCE)
    free = restricted_freedom(operator, 2, 10.0) == 255
    assert free.any(axis=1).sum() <= 64
    assert free.any(axis=0).sum() <= 64
    assert free.sum() >= 32 * 32


@pytest.mark.parametrize(("library", "algorithm"), [("opencv", "bilinear"), ("pillow", "nearest")])
def test_other_pipelines_are_refused(library: str, algorithm: str) -> None:
    with pytest.raises(AttackError, match="for Pillow's kernels"):
        craft_variant("pillow_restricted", posed(library, algorithm))


def test_a_freedom_of_the_callers_is_refused() -> None:
    freedom = np.full((160, 192), 10, np.float32)
    with pytest.raises(AttackError, match="leave the freedom out"):
        craft_variant("pillow_restricted", posed("pillow", "bilinear", freedom=freedom))
