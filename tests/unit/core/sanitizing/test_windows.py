"""Counting the free pixels of windows, against counting them one by one."""

import numpy as np
import pytest

from core.sanitizing import windows
from core.sanitizing.lattice import Lattice, Sampled
from core.sanitizing.windows import AxisWindows, counter_for, windows_for

SHAPE = (23, 31)


def lattice(seed: int, share: float = 0.4) -> Lattice:
    draw = np.random.default_rng(seed)
    rows, columns = (draw.random(length) < share for length in SHAPE)
    return Lattice(rows, columns, (3.2, 2.1), 0.0, 0.0)


def counted(sampled: Sampled, rows: AxisWindows, columns: AxisWindows) -> list[list[int]]:
    free = ~sampled.mask()
    return [
        [
            int(
                free[
                    max(0, row - rows.reach) : row + rows.reach + 1,
                    max(0, column - columns.reach) : column + columns.reach + 1,
                ].sum()
            )
            for column in columns.places
        ]
        for row in rows.places
    ]


@pytest.mark.parametrize("most", [0, 6])
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_free_pixels_are_counted_right(count: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """By products as well as by the table that stands in for many lattices."""
    monkeypatch.setattr(windows, "MOST_LATTICES", most)
    sampled = Sampled(tuple(lattice(seed) for seed in range(count)))
    counter = counter_for(sampled)
    for reach_v, reach_h in ((1, 1), (3, 2), (40, 5)):
        rows = AxisWindows(np.flatnonzero(sampled.lattices[0].rows), reach_v)
        columns = AxisWindows(np.flatnonzero(sampled.lattices[0].columns), reach_h)
        expected = counted(sampled, rows, columns)
        assert counter.free(rows, columns)(slice(None), slice(None)).tolist() == expected
        some = counter.free(rows, columns)(slice(1, 4), np.array([0, 2]))
        assert some.tolist() == [[line[0], line[2]] for line in expected[1:4]]
        assert counter.free(rows, columns)(np.array([2, 0]), slice(None)).tolist() == [
            expected[2],
            expected[0],
        ]
        assert counter.every_window_is_free(rows, columns) == (np.min(expected) > 0)


def test_windows_grow_only_as_far_as_they_may() -> None:
    rows, columns = (np.ones(length, np.bool_) for length in SHAPE)
    rows[0] = False  # a single free row, 22 above the last
    sparse = Lattice(rows, columns, (1.0, 1.0), 0.0, 0.0)
    count = counter_for(Sampled((sparse,)))
    assert windows_for(sparse, count, 20) is None
    grown = windows_for(sparse, count, 30)
    assert grown is not None
    assert grown.rows.reach == 22
    assert grown.free.min() > 0
