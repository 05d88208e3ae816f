"""Blocks filled with few pixels: averages reached, own pixels before shared ones."""

import numpy as np

from core.attacks.variants.block_filling import filled_blocks
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from tests.support.attack_problems import resized


def fill(side: int, level: int) -> tuple[np.ndarray, np.ndarray, float]:
    """A grey source, what it becomes, and the largest error of an average; target 10 blocks a side."""
    source = np.full((side, side, 3), 100, np.uint8)
    operator = operator_for(Pipeline("opencv", "area", (10, 10)), (side, side))
    target = np.full((10, 10, 3), level, np.uint8)
    filled = filled_blocks(source, operator, target, 1.0, lambda _: None)
    error = np.abs(operator.forward(filled.astype(float)) - target).max()
    return source, filled, float(error)


def test_whole_blocks_take_as_many_pixels_as_the_sum_needs() -> None:
    source, filled, error = fill(40, 160)
    assert error <= 1.1
    # 16 pixels have to rise by 59 each: 944 levels, of which one pixel takes at most 155.
    assert (filled != source).any(axis=2).sum() == 100 * 7


def test_fractional_blocks_change_own_pixels_first() -> None:
    source, filled, error = fill(45, 130)
    changed = (filled != source).any(axis=2)
    uses = np.diff(operator_for(Pipeline("opencv", "area", (10, 10)), (45, 45)).left.tocsc().indptr)
    shared = (uses > 1)[:, None] | (uses > 1)[None, :]
    assert error <= 1.1
    assert changed[~shared].mean() > 3 * changed[shared].mean()


def test_pictures_are_reached_within_a_level_or_two_of_rounding() -> None:
    source, target = resized("coffee.png", (73, 88)), resized("chelsea.png", (16, 20))
    operator = operator_for(Pipeline("opencv", "area", (16, 20)), (73, 88))
    filled = filled_blocks(source, operator, target, 1.0, lambda _: None)
    error = np.abs(operator.forward(filled.astype(float)) - target)
    assert np.quantile(error, 0.99) <= 1.5
