"""What the table of algorithms says at a scaling ratio."""

import pytest

from core.errors import AliascopeError
from core.scaling.catalogue import ALGORITHMS, algorithm
from core.scaling.figures import figures


@pytest.mark.parametrize(
    ("key", "ratio", "width", "share"),
    [
        (("opencv", "nearest"), 4, 1, 1 / 16),
        (("opencv", "bilinear"), 8, 2, 1 / 16),
        (("opencv", "bicubic"), 8, 4, 1 / 4),
        (("pillow", "bilinear"), 4, 8, 1),
        (("tensorflow1", "bilinear"), 4, 2, 1 / 16),
    ],
)
def test_figures_follow_the_paper(key: tuple[str, str], ratio: float, width: float, share: float) -> None:
    found = figures(algorithm(*key), ratio)
    assert (found.kernel_width, found.sampled_share) == pytest.approx((width, share))
    assert found.covers == (width >= ratio)


def test_an_antialiased_kernel_covers_at_any_ratio() -> None:
    for entry in ALGORITHMS:
        for ratio in (1.5, 3.7, 16):
            assert figures(entry, ratio).covers or not entry.antialiased, entry


def test_other_ratios_are_refused() -> None:
    for ratio in (0.9, 65.0):
        with pytest.raises(AliascopeError, match="out of range"):
            figures(algorithm("opencv", "nearest"), ratio)
