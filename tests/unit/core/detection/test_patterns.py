"""Benign combs: drawn by chance, the same in every run, and no attack."""

from collections.abc import Callable

import numpy as np
import pytest

from core.detection.inspection import inspect_image
from core.detection.patterns import Draw, demosaiced, dithered, meshed, photographed, printed
from core.images.arrays import RGB
from core.images.metrics import psnr
from tests.support.pictures import picture

PATTERNS = (dithered, printed, photographed, meshed, demosaiced)
Pattern = Callable[[RGB, Draw], RGB]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_leave_a_picture_of_the_same_kind(pattern: Pattern) -> None:
    image = picture("coffee.png")[:150, :201]
    first, again = (pattern(image, np.random.default_rng(4)) for _ in range(2))
    others = [pattern(image, np.random.default_rng(seed)) for seed in range(5, 10)]
    assert first.dtype == np.uint8
    assert first.shape[2] == 3
    assert np.array_equal(first, again)
    assert any(not np.array_equal(first, other) for other in others)
    assert np.array_equal(image, picture("coffee.png")[:150, :201])


def test_dithering_leaves_few_levels_that_average_to_the_picture() -> None:
    for seed in range(6):
        image = np.full((64, 64, 3), 100, np.uint8)
        dots = dithered(image, np.random.default_rng(seed))
        assert len(np.unique(dots)) <= 4
        assert abs(float(dots.mean()) - 100) < 20


def test_printing_leaves_dots_that_grow_as_it_gets_darker() -> None:
    for seed in range(6):
        shares = [
            float(printed(np.full((90, 90, 3), level, np.uint8), np.random.default_rng(seed)).mean())
            for level in (40, 128, 220)
        ]
        assert shares == sorted(shares)
        assert shares[0] < 100 < 155 < shares[2]


def test_demosaicing_keeps_colours_where_they_are() -> None:
    image = picture("coffee.png")[:200, :200]
    assert psnr(demosaiced(image, np.random.default_rng(1)), image) > 24


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_are_no_attack(pattern: Pattern) -> None:
    for seed in range(3):
        found = inspect_image(pattern(picture("chelsea.png"), np.random.default_rng(seed)))
        assert found.verdict != "attack"
