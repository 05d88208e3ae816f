"""The half that is kept says the same as the whole transform."""

import numpy as np
import pytest
from scipy import fft

from core.spectrum.fourier import axis_profiles, half_spectrum, log_magnitude, radial_profile
from core.spectrum.profiles import profiles

SHAPES = [(40, 60), (41, 60), (40, 61), (41, 61), (9, 9), (200, 7), (1, 5), (5, 1), (1, 1), (2, 2)]


def noise(shape: tuple[int, int]) -> np.ndarray:
    return np.random.default_rng(3).uniform(0, 255, shape)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_whole_is_the_centred_transform(shape: tuple[int, int]) -> None:
    exact = fft.fftshift(np.abs(fft.fft2(noise(shape)))) / (255 * shape[0] * shape[1])
    assert np.allclose(10 ** (log_magnitude(noise(shape)) / 20), exact, rtol=1e-3, atol=1e-7)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_frequency_can_be_read(shape: tuple[int, int]) -> None:
    whole, half = log_magnitude(noise(shape)), half_spectrum(noise(shape))
    middle = shape[0] // 2, shape[1] // 2
    for (row, column), value in np.ndenumerate(whole):
        assert half.decibels_at(row - middle[0], column - middle[1]) == pytest.approx(value, abs=1e-3)
    assert half.decibels_at(0, shape[1] - middle[1]) is None
    assert half.decibels_at(-middle[0] - 1, 0) is None


@pytest.mark.parametrize("shape", SHAPES)
def test_profiles_are_the_means_over_the_whole(shape: tuple[int, int]) -> None:
    whole, curves = log_magnitude(noise(shape)), profiles(half_spectrum(noise(shape)))
    vertical, horizontal = axis_profiles(whole)
    assert np.allclose(curves.radial, radial_profile(whole), atol=1e-3)
    assert np.allclose(curves.vertical, vertical, atol=1e-3)
    assert np.allclose(curves.horizontal, horizontal, atol=1e-3)
