"""Folding, against what sampling really does."""

import numpy as np
import pytest

from core.spectrum.folding import aliasing_ratio, fold, nyquist_box, sampling_lattice


@pytest.mark.parametrize("frequency", [3, 10, 25, 31, 40, 47])
def test_a_sampled_wave_shows_at_the_folded_frequency(frequency: int) -> None:
    samples = np.cos(2 * np.pi * frequency * np.arange(0, 96, 4) / 96)
    shown = int(np.argmax(np.abs(np.fft.rfft(samples))))
    assert abs(fold(frequency, 24)) == pytest.approx(shown)


def test_the_box_holds_half_the_target_size() -> None:
    assert nyquist_box((224, 300)) == (112, 150)


def test_the_lattice_holds_all_multiples_inside_the_spectrum_but_zero() -> None:
    points = {tuple(point) for point in sampling_lattice((100, 60), (40, 25)).tolist()}
    assert points == {(i * 40, j * 25) for i in (-1, 0, 1) for j in (-1, 0, 1)} - {(0, 0)}


def test_the_lattice_is_empty_where_nothing_is_left_out() -> None:
    assert sampling_lattice((60, 60), (50, 50)).shape == (0, 2)


@pytest.mark.parametrize("width", [64, 65])
def test_the_aliasing_ratio_is_the_share_of_energy_outside_the_box(width: int) -> None:
    columns = np.arange(width) / width
    slow, fast = np.cos(2 * np.pi * 5 * columns), np.cos(2 * np.pi * 20 * columns)
    channel = np.tile(100 + 30 * slow + 40 * fast, (48, 1))
    assert aliasing_ratio(channel, (24, 32)) == pytest.approx(0.64, abs=1e-4)
    assert aliasing_ratio(channel, (48, 44)) == pytest.approx(0, abs=1e-6)


def test_a_flat_channel_aliases_nothing() -> None:
    assert aliasing_ratio(np.full((20, 20), 9, np.uint8), (5, 5)) == 0
