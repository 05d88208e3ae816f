"""Lattice points that stand out, counted; and lattices made exact from them."""

import cv2
import numpy as np
import pytest

from core.images.arrays import RGB
from core.spectrum.envelope import texture_of
from core.spectrum.lattice import Phase, positions
from core.spectrum.patch import LocalCandidate
from core.spectrum.points import everywhere, points_in_box
from core.spectrum.refine import refined, rulers, whole_box
from core.spectrum.window_pairs import axis_lattices, pairs_in_window
from tests.support.pictures import picture

SHAPE = (50, 75)
BOX = (200, 80, 96, 96)


def dotted(phase: Phase = Phase.CENTRE, box: tuple[int, int, int, int] = BOX) -> RGB:
    """A cup with busy dots on the lattice of `SHAPE` inside a box."""
    image = np.asarray(cv2.GaussianBlur(picture("coffee.png"), (0, 0), 1), np.uint8).copy()
    x, y, width, height = box
    rows, columns = positions(400, SHAPE[0], phase), positions(600, SHAPE[1], phase)
    rows, columns = rows[(rows >= y) & (rows < y + height)], columns[(columns >= x) & (columns < x + width)]
    dots = np.random.default_rng(3).integers(0, 2, (len(rows), len(columns), 1))
    image[np.ix_(rows, columns)] = np.where(dots, 255, 0)
    return image


def test_points_stand_out_in_their_box_and_nowhere_else() -> None:
    texture = texture_of(dotted())
    here = points_in_box(texture, SHAPE, Phase.CENTRE, BOX)
    assert here.count == 12 * 12
    assert here.excess > 1.5
    assert here.second_least > 1
    assert points_in_box(texture, SHAPE, Phase.FLOOR, BOX).excess < 0.3
    assert points_in_box(texture, (53, 71), Phase.CENTRE, BOX).excess < 0.5
    assert points_in_box(texture, SHAPE, Phase.CENTRE, (0, 200, 96, 96)).excess < 0.3


def test_a_thing_in_a_corner_does_not_fill_the_quarters() -> None:
    corner = dotted(box=(200, 80, 40, 40))
    assert points_in_box(texture_of(corner), SHAPE, Phase.CENTRE, BOX).second_least < 0.2


def test_a_box_without_points_is_nothing() -> None:
    assert points_in_box(texture_of(dotted()), (50, 75), Phase.CENTRE, (201, 81, 1, 1)).count == 0


def test_what_is_everywhere_is_known() -> None:
    rows, columns = positions(400, 50, Phase.CENTRE), positions(600, 75, Phase.CENTRE)
    full = texture_of(dotted(box=(0, 0, 600, 400)))
    assert everywhere(full, rows, columns) > 1
    assert abs(everywhere(texture_of(picture("coffee.png")), rows, columns)) < 0.3
    local = points_in_box(full, SHAPE, Phase.CENTRE, BOX)
    assert local.excess < 0.5 * points_in_box(texture_of(dotted()), SHAPE, Phase.CENTRE, BOX).excess


@pytest.mark.parametrize("wrong", [(53, 75), (50, 71), (47, 75)])
def test_wrong_lengths_are_made_exact(wrong: tuple[int, int]) -> None:
    texture = texture_of(dotted())
    across, down = (rulers(length, Phase.CENTRE, range(16, 180)) for length in (600, 400))
    candidate = LocalCandidate(wrong, Phase.CENTRE, BOX)
    assert refined(texture, candidate, across, down, BOX).target_shape == SHAPE
    assert refined(texture, candidate, across, down, whole_box(texture.shape)).target_shape == SHAPE


def test_the_pair_of_a_window_comes_first() -> None:
    field = texture_of(dotted()).prominence
    lengths = np.arange(20, 120)
    axes = [axis_lattices(side, lengths, [Phase.CENTRE] * len(lengths)) for side in (400, 600)]
    scores = np.zeros((2, len(lengths)), np.float32)
    scores[0, [5, SHAPE[0] - 20, 60]] = 3
    scores[1, [9, SHAPE[1] - 20, 70]] = 3
    x, y, across, down = BOX
    window = field[y : y + down, x : x + across]
    moments = float(window.mean()), float(window.std())
    pairs = pairs_in_window(field, BOX, axes[0], axes[1], (scores[0], scores[1]), moments)
    assert (lengths[pairs[0].vertical], lengths[pairs[0].horizontal]) == SHAPE
    assert pairs[0].stands_out > 10
    assert pairs[0].stands_out == max(pair.stands_out for pair in pairs)


def test_ribbons_are_no_pairs() -> None:
    field = np.random.default_rng(0).random((300, 300)).astype(np.float32)
    lengths = np.array([20, 120])
    axis = axis_lattices(300, lengths, [Phase.CENTRE] * 2)
    scores = np.array([[1, 0], [0, 1]], np.float32)
    for pair in pairs_in_window(field, (0, 0, 300, 300), axis, axis, (scores[0], scores[1]), (0.5, 0.3)):
        assert {pair.vertical, pair.horizontal} != {0, 1}
