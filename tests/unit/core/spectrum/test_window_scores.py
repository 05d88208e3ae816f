"""Scores of windows, added up over halves, against each window taken by itself."""

import numpy as np
import pytest

from core.progress import no_progress
from core.spectrum.lattice import FEWEST_POINTS, Phase
from core.spectrum.window_pairs import axis_lattices, pairs_in_window
from core.spectrum.window_scores import axis_scores, strips_of, window_moments

SIDE = 64


@pytest.mark.parametrize("width", [320, 350])
def test_scores_are_those_of_each_window_by_itself(width: int) -> None:
    draw = np.random.default_rng(5)
    lengths = np.arange(16, 150)
    axis = axis_lattices(width, np.tile(lengths, 2), (Phase.CENTRE,) * 134 + (Phase.FLOOR,) * 134)
    strips = draw.normal(0, 1, (5, width)).astype(np.float32)
    scores = axis_scores(strips, SIDE, axis, no_progress)
    expected = np.zeros_like(scores)
    for window in range(scores.shape[1]):
        part = slice(window * SIDE // 2, window * SIDE // 2 + SIDE)
        values, points = strips[:, part].astype(np.float64), axis.points[:, part].astype(np.float64)
        count = points.sum(axis=1)
        chance = np.sqrt(count * (1 - count / SIDE) + 1e-3)
        level, spread = values.mean(axis=1)[:, None], values.std(axis=1)[:, None] + 0.02
        expected[:, window] = np.where(
            count < FEWEST_POINTS, 0, (values @ points.T - count * level) / (spread * chance)
        )
    assert np.allclose(scores, expected - np.median(expected, axis=(0, 1)), atol=1e-4)


def test_strips_are_level_means_of_overlapping_rows() -> None:
    field = np.random.default_rng(6).random((200, 90)).astype(np.float32)
    field[:, 40] += 3
    strips = strips_of(field, SIDE)
    assert strips.shape == (5, 90)
    assert np.argmax(strips, axis=1).tolist() == [40] * 5
    assert abs(float(strips.mean())) < 0.01


def test_moments_of_windows_are_those_of_their_pixels() -> None:
    field = np.random.default_rng(7).random((210, 170)).astype(np.float32)
    mean, spread = window_moments(field, SIDE)
    assert mean.shape == (5, 4)
    for row, column in ((0, 0), (4, 3), (2, 1)):
        window = field[32 * row : 32 * row + SIDE, 32 * column : 32 * column + SIDE]
        assert mean[row, column] == pytest.approx(window.mean(), abs=1e-6)
        assert spread[row, column] == pytest.approx(window.std(), abs=1e-6)


def test_pairs_stand_out_by_the_mean_of_their_points() -> None:
    field = np.random.default_rng(8).random((512, 512)).astype(np.float32)
    axis = axis_lattices(512, np.array([40, 57]), (Phase.CENTRE,) * 2)
    scores = np.ones(2, np.float32)
    box, moments = (0, 0, 512, 512), (float(field.mean()), float(field.std()))
    for pair in pairs_in_window(field, box, axis, axis, (scores, scores), moments):
        points = field[np.ix_(axis.points[pair.vertical], axis.points[pair.horizontal])]
        expected = (points.mean() - moments[0]) / (moments[1] + 0.02) * points.size**0.5
        assert pair.stands_out == pytest.approx(expected, abs=1e-3)
