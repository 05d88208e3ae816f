"""A region of the image finds its place in the output."""

import numpy as np
import pytest

from core.images.regions import Region, cut_out, scaled_region


@pytest.mark.parametrize(
    ("region", "scaled"),
    [
        ((0, 0, 512, 512), (0, 0, 64, 64)),
        ((256, 128, 64, 32), (32, 16, 8, 4)),
        ((250, 127, 12, 2), (31, 15, 2, 2)),
        ((511, 511, 1, 1), (63, 63, 1, 1)),
    ],
)
def test_regions_are_rounded_outwards(region: Region, scaled: Region) -> None:
    assert scaled_region(region, (512, 512), (64, 64)) == scaled


def test_axes_are_scaled_apart() -> None:
    assert scaled_region((100, 10, 100, 20), (50, 400), (10, 40)) == (10, 2, 10, 4)


def test_a_region_is_cut_out() -> None:
    pixels = np.arange(5 * 7 * 3, dtype=np.uint8).reshape(5, 7, 3)
    assert np.array_equal(cut_out(pixels, (2, 1, 4, 3)), pixels[1:4, 2:6])
