from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

from core.images.magnification import magnified_length, magnify

SCALES = [
    Fraction(1, 10),
    Fraction(1, 4),
    Fraction(33, 100),
    Fraction(59, 100),
    Fraction(78, 100),
    Fraction(97, 512),
]


def interval_means(length: int, scale: Fraction) -> NDArray[np.float64]:
    """Row j holds the share of each pixel in the interval [j / scale, (j + 1) / scale)."""
    matrix = np.zeros((magnified_length(length, scale), length))
    for j, row in enumerate(matrix):
        start, stop = j / scale, min((j + 1) / scale, Fraction(length))
        for i in range(length):
            row[i] = max(Fraction(0), min(stop, Fraction(i + 1)) - max(start, Fraction(i)))
        row /= row.sum()
    return matrix


def noise(height: int, width: int, channels: int = 3) -> NDArray[np.uint8]:
    return np.random.default_rng(height).integers(0, 256, (height, width, channels)).astype(np.uint8)


def whole(image: NDArray[np.uint8], scale: Fraction) -> NDArray[np.uint8]:
    height, width = (magnified_length(length, scale) for length in image.shape[:2])
    return magnify(image, (scale, scale), range(height), range(width))


@pytest.mark.parametrize("scale", SCALES, ids=str)
@pytest.mark.parametrize("shape", [(120, 167, 3), (61, 99, 4), (7, 203, 1)])
def test_shrinking_is_the_mean_over_each_interval(scale: Fraction, shape: tuple[int, int, int]) -> None:
    image = noise(*shape)
    rows, columns = interval_means(shape[0], scale), interval_means(shape[1], scale)
    expected = np.einsum("ij,jkc,lk->ilc", rows, image.astype(float), columns, optimize=True)
    assert np.abs(whole(image, scale) - expected).max() <= 0.51


@pytest.mark.parametrize("scale", [*SCALES, Fraction(1), Fraction(7, 3)], ids=str)
def test_a_part_equals_the_same_part_of_the_whole(scale: Fraction) -> None:
    image = noise(120, 167)
    full = whole(image, scale)
    rows, columns = (
        range(full.shape[0] // 3, full.shape[0]),
        range(full.shape[1] // 4, 3 * full.shape[1] // 4),
    )
    part = magnify(image, (scale, scale), rows, columns)
    assert np.array_equal(part, full[rows.start : rows.stop, columns.start : columns.stop])


def test_growing_repeats_pixels() -> None:
    image = noise(5, 6)
    assert np.array_equal(whole(image, Fraction(3)), image.repeat(3, 0).repeat(3, 1))


def test_full_size_is_the_image_itself() -> None:
    image = noise(20, 30)
    assert np.array_equal(whole(image, Fraction(1)), image)


def test_axes_may_shrink_and_grow_apart() -> None:
    image = noise(40, 8)
    result = magnify(image, (Fraction(1, 4), Fraction(2)), range(10), range(16))
    expected = image.reshape(10, 4, 8, 3).mean(1).repeat(2, 1)
    assert np.abs(result - expected).max() <= 0.51


@pytest.mark.parametrize("width", range(1, 40))
def test_every_length_keeps_its_last_column(width: int) -> None:
    image = noise(4, width)
    scale = Fraction(1, 6)
    columns = interval_means(width, scale) if width >= 6 else np.full((1, width), 1 / width)
    expected = np.einsum("ikc,lk->ilc", image.astype(float), columns)
    length = magnified_length(width, scale)
    assert np.abs(magnify(image, (Fraction(1), scale), range(4), range(length)) - expected).max() <= 0.51


def test_a_shrunk_image_keeps_at_least_one_sample() -> None:
    assert magnified_length(3, Fraction(1, 100)) == 1
    assert whole(noise(3, 3), Fraction(1, 100)).shape == (1, 1, 3)
