"""Values of a rank over planes, against sorting them."""

import numpy as np
import pytest

from core.sanitizing.medians import MOST_PLANES, values_at_rank
from core.sanitizing.scratch import Scratch

PLACES = 37

SHAPES = [
    [(1, 1)],
    [(9, 6), (6, 3)],
    [(15, 17)],  # as many as a byte counts
    [(16, 16)],  # one more
    [(9, 6), (0, 4), (40, 11)],
    [(2, 600), (1, 300)],  # more than that in one column
]


@pytest.mark.parametrize("shapes", SHAPES, ids=str)
def test_it_is_what_stands_at_that_place_of_the_sorted_values(shapes: list[tuple[int, int]]) -> None:
    draw = np.random.default_rng(len(shapes))
    window = [draw.integers(0, 256, (*shape, PLACES), dtype=np.uint8) for shape in shapes]
    everything = np.sort(np.concatenate([planes.reshape(-1, PLACES) for planes in window]), axis=0)
    count = len(everything)
    rank = draw.integers(0, count, PLACES, dtype=np.uint16)
    held = rank.astype(np.uint8) if count <= MOST_PLANES else rank
    found = values_at_rank(window, held, Scratch())
    assert found.tolist() == everything[rank, np.arange(PLACES)].tolist()


def test_equal_and_extreme_values() -> None:
    planes = np.array([[[0, 255, 7]], [[0, 255, 7]], [[255, 255, 7]]], np.uint8)
    for rank, expected in ((0, [0, 255, 7]), (1, [0, 255, 7]), (2, [255, 255, 7])):
        assert values_at_rank([planes], np.full(3, rank, np.uint8), Scratch()).tolist() == expected


def test_views_of_a_larger_layout_will_do() -> None:
    layout = np.random.default_rng(1).integers(0, 256, (10, 8, PLACES), dtype=np.uint8)
    window = layout[1:8, 2:5]
    expected = np.sort(window.reshape(-1, PLACES), axis=0)[10]
    found = values_at_rank([window], np.full(PLACES, 10, np.uint8), Scratch())
    assert found.tolist() == expected.tolist()
