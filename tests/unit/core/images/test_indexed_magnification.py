from fractions import Fraction

import numpy as np
import pytest

from core.images.indexed_magnification import IndexedImage
from core.images.magnification import magnified_length, magnify

SCALES = [Fraction(1, 10), Fraction(33, 100), Fraction(78, 100), Fraction(1), Fraction(7, 3)]


@pytest.fixture
def image() -> IndexedImage:
    random = np.random.default_rng(5)
    palette = random.integers(0, 256, (3, 5, 4)).astype(np.uint8)
    return IndexedImage(palette, random.integers(0, 3, 121), random.integers(0, 5, 167))


@pytest.mark.parametrize("down", SCALES, ids=str)
@pytest.mark.parametrize("across", SCALES, ids=str)
def test_it_equals_magnifying_the_image_itself(image: IndexedImage, down: Fraction, across: Fraction) -> None:
    rows, columns = range(magnified_length(121, down)), range(magnified_length(167, across))
    expected = magnify(image.pixels(), (down, across), rows, columns)
    result = image.magnify((down, across), rows, columns)
    assert np.abs(result.astype(int) - expected).max() <= 1


def test_a_part_equals_the_same_part_of_the_whole(image: IndexedImage) -> None:
    scales = (Fraction(59, 100), Fraction(59, 100))
    whole = image.magnify(scales, range(71), range(98))
    assert np.array_equal(image.magnify(scales, range(20, 71), range(30, 60)), whole[20:71, 30:60])
