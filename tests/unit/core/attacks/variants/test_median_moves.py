"""Moving one median costs what appendix C says it must, found by trying everything."""

import itertools

import numpy as np
import pytest

from core.attacks.variants.median_moves import Values, medians, moved, needed

LEVELS = 5


def move(values: list[int], target: int, most: int = 100) -> Values:
    window = np.array([values], np.int16)
    free = np.ones(window.shape, np.bool_)
    goal = np.array([target], np.int16)
    need = needed(window, free, goal)
    found = moved(window, free, goal, need, np.array([most]), np.random.default_rng(0))
    return np.asarray(found[0], np.int16)


def lower_median(values: tuple[int, ...] | Values) -> int:
    return int(sorted(values)[(len(values) - 1) // 2])


@pytest.mark.parametrize("length", [4, 5])
def test_no_smaller_change_does_it(length: int) -> None:
    generator = np.random.default_rng(length)
    everything = np.array(list(itertools.product(range(LEVELS), repeat=length)))
    middle = np.sort(everything, axis=1)[:, (length - 1) // 2]
    for _ in range(40):
        start, target = generator.integers(0, LEVELS, length), int(generator.integers(0, LEVELS))
        found = move([int(value) for value in start], target)
        assert lower_median(found) == target
        change, ours = np.abs(everything[middle == target] - start), np.abs(found - start)
        assert (ours != 0).sum() == (change != 0).sum(axis=1).min()
        assert ours.sum() == change.sum(axis=1).min()
        assert (ours.astype(int) ** 2).sum() == (change**2).sum(axis=1).min()


def test_the_papers_count_is_what_is_needed() -> None:
    window = np.array([[10, 20, 30, 40, 50, 60, 70]], np.int16)
    free = np.ones(window.shape, np.bool_)
    assert needed(window, free, np.array([65], np.int16)) == 3  # l = 6, k = 7: 6 - 4 + 1
    assert needed(window, free, np.array([40], np.int16)) == 0
    assert needed(window, free, np.array([5], np.int16)) == -4


def test_with_too_few_changes_the_median_goes_as_far_as_they_take_it() -> None:
    found = move([10, 20, 30, 40, 50, 60, 70], 65, most=2)
    assert lower_median(found) == 60


def test_sampled_pixels_do_not_count() -> None:
    window = np.array([[0, 10, 20, 255, 255]], np.int16)
    free = np.array([[True, True, True, False, False]])
    assert medians(window, free) == 10
