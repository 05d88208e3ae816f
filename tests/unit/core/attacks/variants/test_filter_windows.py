"""The attacker's windows are the defender's."""

import numpy as np
import pytest

from core.attacks.variants.filter_windows import windows_of
from core.sanitizing.lattice import Sampled, lattice_of
from core.sanitizing.windows import counter_for, windows_for
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline

MOST_GROWTH = 8

CASES = [
    ("nearest", (160, 192)),
    ("nearest", (50, 45)),
    ("bilinear", (160, 192)),
    ("bilinear", (75, 210)),
    ("bicubic", (160, 192)),
    ("bicubic", (75, 210)),
]


@pytest.mark.parametrize(("algorithm", "shape"), CASES)
def test_windows_are_those_of_the_sanitizer(algorithm: str, shape: tuple[int, int]) -> None:
    operator = operator_for(Pipeline("opencv", algorithm, (32, 32)), shape)
    lattice = lattice_of(operator)
    ours, theirs = windows_of(operator), windows_for(lattice, counter_for(Sampled((lattice,))), MOST_GROWTH)
    assert theirs is not None
    assert (ours.rows.reach, ours.columns.reach) == (theirs.rows.reach, theirs.columns.reach)
    assert (ours.rows.places == theirs.rows.places).all()
    assert (ours.free_counts == theirs.free).all()


def test_every_window_is_visited_once_and_none_touches_another_of_its_chunk() -> None:
    windows = windows_of(operator_for(Pipeline("opencv", "bilinear", (24, 20)), (130, 150)))
    visits = np.zeros(windows.free_counts.shape, int)
    for chunk in windows.chunks():
        visits[np.ix_(chunk.rows, chunk.columns)] += 1
        covered = np.zeros(windows.free.shape, int)
        rows, columns, down, across = np.broadcast_arrays(*chunk.at)[0].shape
        np.add.at(covered, chunk.at, 1)
        assert covered.max() == 1
        assert (down, across) == (windows.rows.width, windows.columns.width)
        assert (rows, columns) == (chunk.rows.size, chunk.columns.size)
    assert (visits == 1).all()
