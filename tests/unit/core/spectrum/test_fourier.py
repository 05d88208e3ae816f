"""Spectra of signals whose spectrum is known."""

import numpy as np
import pytest

from core.spectrum.fourier import FLOOR_DB, axis_profiles, log_magnitude, radial_profile


def wave(shape: tuple[int, int], down: int, across: int, amplitude: float = 100.0) -> np.ndarray:
    rows, columns = np.arange(shape[0])[:, None], np.arange(shape[1])[None, :]
    return amplitude * np.cos(2 * np.pi * (down * rows / shape[0] + across * columns / shape[1]))


@pytest.mark.parametrize("shape", [(64, 64), (63, 90), (48, 75)])
def test_a_wave_is_one_pair_of_lines_at_its_frequency(shape: tuple[int, int]) -> None:
    magnitude = log_magnitude(128 + wave(shape, 5, -11))
    centre = shape[0] // 2, shape[1] // 2
    lines = sorted(zip(*np.nonzero(magnitude > -60), strict=True))
    expected = sorted([centre, (centre[0] + 5, centre[1] - 11), (centre[0] - 5, centre[1] + 11)])
    assert lines == expected


def test_decibels_are_relative_to_an_all_white_channel() -> None:
    magnitude = log_magnitude(np.full((32, 40), 255, np.uint8))
    assert magnitude[16, 20] == pytest.approx(0, abs=1e-3)
    assert log_magnitude(wave((32, 40), 4, 0, 25.5))[20, 20] == pytest.approx(-26.02, abs=0.01)


def test_silence_is_clipped_at_the_floor() -> None:
    magnitude = log_magnitude(np.zeros((16, 16), np.uint8))
    assert magnitude.dtype == np.float32
    assert np.all(magnitude == FLOOR_DB)


def test_the_radial_profile_peaks_at_the_radius_of_a_wave() -> None:
    profile = radial_profile(log_magnitude(wave((96, 128), 12, 16)))
    assert profile.shape == (49,)
    assert np.argmax(profile) == 20


def test_axis_profiles_peak_at_the_frequencies_of_a_wave() -> None:
    vertical, horizontal = axis_profiles(log_magnitude(wave((96, 131), 12, 16)))
    assert vertical.shape == (49,)
    assert horizontal.shape == (66,)
    assert np.argmax(vertical) == 12
    assert np.argmax(horizontal) == 16
