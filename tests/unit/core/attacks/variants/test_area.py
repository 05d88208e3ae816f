"""The area attack: averages moved evenly (L1) or by few pixels (L0), whole and fractional blocks."""

import numpy as np
import pytest

from core.attacks.problem import AttackProblem
from core.attacks.variants import craft_variant
from core.errors import AttackError
from core.scaling.real_calls import real_resize
from tests.support.attack_problems import posed

WHOLE, FRACTIONAL = (128, 160), (100, 141)


def test_pillows_boxes_have_whole_pixels_at_every_ratio_and_are_shared_out_evenly() -> None:
    even, best = (
        craft_variant(name, posed("pillow", "area", FRACTIONAL, norm=norm))
        for name, norm in (("area", "l1"), ("strong", "l2"))
    )
    assert even.psnr == pytest.approx(best.psnr)


@pytest.mark.parametrize("library", ["opencv", "pillow"])
@pytest.mark.parametrize("source", [WHOLE, FRACTIONAL])
@pytest.mark.parametrize("norm", ["l1", "l0"])
def test_the_average_of_every_block_becomes_the_target(
    library: str, source: tuple[int, int], norm: str
) -> None:
    problem = posed(library, "area", source, norm=norm)
    result = craft_variant("area", problem)
    error = real_resize(result.image, problem.pipeline).astype(int) - result.target
    assert np.abs(error).max() <= 1
    assert result.variant == "area"
    assert "28 to 50 %" in dict(result.figures)["Changed pixels"]


def need(problem: AttackProblem, target: np.ndarray, epsilon: float) -> np.ndarray:
    """Grey levels by which each block's average has to move at least."""
    rows, columns = (a // b for a, b in zip(problem.source.shape[:2], target.shape[:2], strict=True))
    blocks = problem.source.reshape(target.shape[0], rows, target.shape[1], columns, 3)
    return np.asarray(np.maximum(np.abs(blocks.mean(axis=(1, 3)) - target) - epsilon, 0))


def test_l1_is_least_and_shared_out_evenly() -> None:
    problem = posed("opencv", "area", WHOLE, norm="l1", epsilon=1.0)
    result = craft_variant("area", problem)
    # Outputs are rounded, so an average may be up to half a grey level beyond ε.
    least = need(problem, result.target, 1.5).sum() * 20
    assert least <= result.l1 <= 1.1 * need(problem, result.target, 1.0).sum() * 20
    assert np.median(np.abs(result.image.astype(int) - problem.source)) > 10


@pytest.mark.parametrize("source", [WHOLE, FRACTIONAL])
def test_l0_sets_few_pixels_to_black_or_white(source: tuple[int, int]) -> None:
    few = craft_variant("area", posed("opencv", "area", source, norm="l0"))
    even = craft_variant("area", posed("opencv", "area", source, norm="l1"))
    assert few.l0 < 0.75 * even.l0
    changed = (few.image != posed(source=source).source).any(axis=2)
    assert np.isin(few.image[changed], (0, 255)).any(axis=1).mean() > 0.5
    assert few.psnr < even.psnr


def test_shared_pixels_cost_little_more_than_blocks_of_whole_ones() -> None:
    """Pillow's box has whole pixels at any ratio, and is solved exactly."""
    shared, whole = (
        craft_variant("area", posed(library, "area", FRACTIONAL, norm="l0"))
        for library in ("opencv", "pillow")
    )
    assert shared.l0 < 1.1 * whole.l0
    assert "share pixels" in shared.note


def test_other_algorithms_are_refused() -> None:
    with pytest.raises(AttackError, match="does not take any"):
        craft_variant("area", posed("opencv", "bilinear", norm="l1"))
