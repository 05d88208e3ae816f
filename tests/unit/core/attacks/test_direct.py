"""The direct attack."""

import numpy as np
import pytest

from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.errors import AttackError
from core.images.metrics import psnr
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.pictures import picture


@pytest.mark.parametrize("library", ["opencv", "pillow"])
@pytest.mark.parametrize("shape", [(400, 300), (501, 217)])
def test_exactly_the_sampled_pixels_are_overwritten(library: str, shape: tuple[int, int]) -> None:
    cover = picture("astronaut.png")[: shape[0], : shape[1]]
    pipeline = Pipeline(library, "nearest", (60, 50))
    result = craft(attack_problem(cover, picture("chelsea.png"), pipeline), solver="direct")
    assert result.max_output_error == 0
    assert (result.output == result.target).all()
    kept = ~operator_for(pipeline, cover.shape[:2]).sampled_mask()
    assert (result.image[kept] == cover[kept]).all()


def test_psnr_follows_the_sampling_ratio() -> None:
    """PSNR(A, S) = PSNR(scale(S), T) + 10·log₁₀(β_h·β_v), as only one pixel in β_h·β_v changes."""
    cover, pipeline = picture("astronaut.png"), Pipeline("opencv", "nearest", (64, 128))
    result = craft(attack_problem(cover, picture("chelsea.png"), pipeline), solver="direct")
    expected = psnr(real_resize(cover, pipeline), result.target) + 10 * np.log10(8 * 4)
    assert result.psnr == pytest.approx(expected, abs=1e-6)


def test_odd_ratios_collapse_to_nearest_and_can_be_overwritten() -> None:
    cover = picture("astronaut.png")[:500, :500]
    result = craft(
        attack_problem(cover, picture("chelsea.png"), Pipeline("opencv", "bicubic", (100, 100))),
        solver="direct",
    )
    assert result.max_output_error == 0
    assert result.l0 <= 100 * 100


def test_only_the_region_is_overwritten() -> None:
    cover, pipeline = picture("astronaut.png"), Pipeline("opencv", "nearest", (64, 64))
    problem = attack_problem(cover, picture("chelsea.png"), pipeline, region=(64, 128, 200, 96))
    result = craft(problem, solver="direct")
    assert result.max_output_error == 0
    changed = np.argwhere((result.image != cover).any(axis=2))
    assert changed.min(axis=0).tolist() >= [128, 64]
    assert changed.max(axis=0).tolist() < [224, 264]


def test_a_pipeline_that_mixes_pixels_is_refused() -> None:
    problem = attack_problem(
        picture("astronaut.png"), picture("chelsea.png"), Pipeline("opencv", "bilinear", (64, 64))
    )
    with pytest.raises(AttackError, match=r"mixes 2×2 pixels per output pixel .* choose the fast solver"):
        craft(problem, solver="direct")


def test_freedom_limits_what_is_overwritten() -> None:
    cover, pipeline = picture("astronaut.png"), Pipeline("opencv", "nearest", (64, 64))
    freedom = np.full(cover.shape[:2], 20, np.float32)
    result = craft(attack_problem(cover, picture("chelsea.png"), pipeline, freedom=freedom), solver="direct")
    assert np.abs(result.image.astype(int) - cover).max() == 20
    assert not result.feasible
    assert result.goals[0].raised > 0
