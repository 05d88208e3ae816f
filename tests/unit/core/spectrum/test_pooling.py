import numpy as np
import pytest

from core.spectrum.fourier import HalfSpectrum, half_spectrum, log_magnitude
from core.spectrum.pooling import display_levels, max_pooled


def noise(shape: tuple[int, int]) -> np.ndarray:
    return np.random.default_rng(2).uniform(0, 255, shape)


@pytest.mark.parametrize("shape", [(30, 40), (31, 40), (30, 41), (9, 9), (1, 5)])
def test_a_small_spectrum_stays_as_it_is(shape: tuple[int, int]) -> None:
    pooled = max_pooled(half_spectrum(noise(shape)), 64)
    assert pooled.block == (1, 1)
    assert np.allclose(pooled.values, log_magnitude(noise(shape)), atol=1e-3)


@pytest.mark.parametrize("shape", [(100, 70), (101, 63), (64, 200), (65, 3)])
def test_every_block_keeps_its_peak(shape: tuple[int, int]) -> None:
    values = log_magnitude(noise(shape))
    pooled = max_pooled(half_spectrum(noise(shape)), 32)
    assert max(pooled.values.shape) <= 32
    rows, columns = pooled.block
    for i, row in enumerate(pooled.values):
        for j, value in enumerate(row):
            block = values[i * rows : (i + 1) * rows, j * columns : (j + 1) * columns]
            assert value == pytest.approx(block.max(), abs=1e-3)


def test_places_are_told_in_cycles_per_image() -> None:
    magnitude = np.zeros((100, 36), np.float32)
    magnitude[50, 0] = 1  # zero frequency
    pooled = max_pooled(HalfSpectrum(magnitude, (100, 70)), 25)
    row, column = np.unravel_index(pooled.values.argmax(), pooled.values.shape)
    left = pooled.corner[0] + column * pooled.block[1]
    top = pooled.corner[1] + row * pooled.block[0]
    assert left < 0 < left + pooled.block[1]
    assert top < 0 < top + pooled.block[0]
    assert pooled.span == (72, 100)


def test_levels_ignore_the_extremes() -> None:
    values = np.linspace(-100, 0, 100_000).astype(np.float32)
    values[:10], values[-10:] = -160, 90
    low, high = display_levels(values)
    assert low == pytest.approx(-98, abs=0.1)
    assert high == pytest.approx(-0.1, abs=0.1)


def test_a_flat_spectrum_still_has_a_range() -> None:
    low, high = display_levels(np.zeros((4, 4), np.float32))
    assert high > low
