"""Enforced nearest: the source resized to a ratio at which the kernel reads single pixels."""

import pytest

from core.attacks.variants import craft_variant
from core.attacks.variants.enforced_nearest import collapsing_ratios
from core.errors import AttackError
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.attack_problems import posed


@pytest.mark.parametrize("algorithm", ["bilinear", "bicubic", "lanczos"])
def test_the_kernel_reads_one_pixel_per_output_pixel(algorithm: str) -> None:
    problem = posed("opencv", algorithm, (170, 200), (40, 40))
    result = craft_variant("enforced_nearest", problem)
    assert result.source is not None
    assert result.source.shape == (200, 200, 3)
    assert operator_for(problem.pipeline, (200, 200)).taps == (1, 1)
    assert (real_resize(result.image, problem.pipeline) == result.output).all()
    assert result.max_output_error <= 1
    assert result.l0 <= 40 * 40
    assert "resized from 200×170 to 200×200" in result.note
    assert result.psnr > craft_variant("strong", problem).psnr


def test_the_ratio_can_be_chosen() -> None:
    result = craft_variant("enforced_nearest", posed("opencv", "bilinear"), {"ratio": 3})
    assert result.image.shape == (96, 96, 3)
    assert result.solver == "fast"
    with pytest.raises(AttackError, match="at 4:1; choose 3, 5, 7"):
        craft_variant("enforced_nearest", posed("opencv", "bilinear"), {"ratio": 4})


def test_a_source_that_would_get_huge_is_refused() -> None:
    problem = posed("opencv", "bilinear", source=(400, 500), target=(350, 450))
    with pytest.raises(AttackError, match="151 megapixels; choose a smaller ratio"):
        craft_variant("enforced_nearest", problem, {"ratio": 31})


def test_odd_ratios_collapse_as_the_paper_says() -> None:
    assert collapsing_ratios(Pipeline("opencv", "bicubic", (20, 20)))[:4] == (3, 5, 7, 9)
    assert collapsing_ratios(Pipeline("opencv", "nearest", (20, 20)))[:4] == (2, 3, 4, 5)
    assert collapsing_ratios(Pipeline("tensorflow", "lanczos", (20, 20)))[:4] == (3, 5, 7, 9)
    assert collapsing_ratios(Pipeline("tensorflow1", "bilinear", (20, 20)))[:4] == (2, 3, 4, 5)


def test_kernels_that_widen_are_refused() -> None:
    with pytest.raises(AttackError, match="mixes several pixels at every ratio"):
        craft_variant("enforced_nearest", posed("pillow", "bilinear"))
