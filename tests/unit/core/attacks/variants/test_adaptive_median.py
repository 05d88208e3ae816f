"""The adaptive median attack, judged by the real filter."""

import numpy as np
import pytest

from core.attacks.variants import craft_variant
from core.errors import AttackError
from core.images.metrics import psnr
from core.sanitizing.sanitize import sanitize
from core.scaling.operator import operator_for
from tests.support.attack_problems import posed

PIPELINES = [("opencv", "nearest"), ("pillow", "nearest"), ("opencv", "bilinear"), ("opencv", "bicubic")]


@pytest.mark.parametrize(("library", "algorithm"), PIPELINES)
def test_the_filter_leaves_the_sampled_pixels_unchanged(library: str, algorithm: str) -> None:
    problem = posed(library, algorithm, (192, 224))
    result = craft_variant("adaptive_median", problem, {"keep": "filter"})
    operator = operator_for(problem.pipeline, (192, 224))
    filtered = sanitize(result.image, operator, "median")
    assert filtered.filter == "median"
    assert (filtered.pixels == result.image).all()
    assert psnr(operator.resize(filtered.pixels), result.target) > 25
    assert result.feasible or "(keep=output)" in result.note
    assert "larger ε" not in result.note


@pytest.mark.parametrize(("library", "algorithm"), PIPELINES)
def test_the_target_shows_before_and_after_the_filter(library: str, algorithm: str) -> None:
    problem = posed(library, algorithm, (192, 224))
    result = craft_variant("adaptive_median", problem)
    operator = operator_for(problem.pipeline, (192, 224))
    after = psnr(operator.resize(sanitize(result.image, operator, "median").pixels), result.target)
    plain = craft_variant("strong", problem).image
    undone = psnr(operator.resize(sanitize(plain, operator, "median").pixels), result.target)
    assert result.max_output_error <= 1
    assert after > undone + 12
    assert f"PSNR {after:.1f} dB" in dict(result.figures)["Output after the median filter"]


def test_figures_are_what_the_filter_does() -> None:
    problem = posed(source=(160, 160))
    result = craft_variant("adaptive_median", problem)
    operator = operator_for(problem.pipeline, (160, 160))
    same = (sanitize(result.image, operator, "median").pixels == result.image).all(axis=2)
    share = same[operator.sampled_mask()].mean()
    told = dict(result.figures)["Sampled pixels the median filter leaves alone"]
    assert told == f"{100 * share:.1f} %"


@pytest.mark.parametrize("delta", [0.1, 0.3])
def test_no_window_is_rewritten_beyond_delta(delta: float) -> None:
    problem = posed(source=(160, 160))
    result = craft_variant("adaptive_median", problem, {"delta": delta})
    before = craft_variant("strong", problem).image
    mask = operator_for(problem.pipeline, (160, 160)).sampled_mask()
    rewritten = (result.image != before) & ~mask[..., None]
    free = ~mask
    for row, column in np.argwhere(mask)[::7]:
        window = np.s_[max(0, row - 5) : row + 6, max(0, column - 5) : column + 6]
        assert rewritten[window].sum(axis=(0, 1)).max() <= delta * free[window].sum() + 1e-9
    assert rewritten.any()
    assert result.psnr > craft_variant("adaptive_median", problem).psnr + 2


def test_more_sweeps_leave_less_to_the_filter() -> None:
    problem = posed(source=(160, 160))
    few, many = (
        dict(craft_variant("adaptive_median", problem, {"sweeps": sweeps}).figures) for sweeps in (1, 20)
    )
    what = "Sampled pixels the median filter leaves alone"
    assert float(many[what].split()[0]) > float(few[what].split()[0]) + 5


def test_with_nothing_to_rewrite_it_is_the_strong_attack() -> None:
    problem = posed(source=(160, 160))
    result = craft_variant("adaptive_median", problem, {"delta": 0})
    assert (result.image == craft_variant("strong", problem).image).all()


def test_a_region_bounds_the_rewriting() -> None:
    problem = posed(source=(160, 160), region=(40, 40, 80, 80))
    result = craft_variant("adaptive_median", problem, {"keep": "filter"})
    outside = np.ones((160, 160), np.bool_)
    outside[40:120, 40:120] = False
    assert (result.image == problem.source)[outside].all()
    assert (result.image != problem.source)[~outside].mean() > 0.3


def test_where_every_pixel_is_sampled_there_is_no_filter_to_attack() -> None:
    with pytest.raises(AttackError, match="weighs 100 % of this source"):
        craft_variant("adaptive_median", posed("pillow", "bilinear"))
