"""Blocks of neighbours, and the windows laid out for them."""

import numpy as np
import pytest

from core.sanitizing.blocks import LONGEST, axis_blocks
from core.sanitizing.lattice import Lattice, Sampled
from core.sanitizing.layout import ABSENT, hollow, layout
from core.sanitizing.pixels import CHANNELS
from core.sanitizing.scratch import Scratch
from core.sanitizing.windows import AxisWindows

PLACES = {
    "single": [0, 4, 9, 13],
    "pairs": [1, 2, 6, 7, 10, 11, 15, 16],
    "runs": [0, 1, 2, 3, 4, 5, 6, 9, 12, 13, 18],
    "last": [19],
}
LENGTH = 20


@pytest.mark.parametrize("places", PLACES.values(), ids=PLACES.keys())
def test_every_place_is_in_one_block(places: list[int]) -> None:
    windows = AxisWindows(np.array(places), 3)
    groups = axis_blocks(windows, LENGTH)
    members = [place + step for group in groups for place in group.anchors for step in range(group.length)]
    assert sorted(members) == places
    assert max(group.length for group in groups) <= LONGEST
    assert len({group.length for group in groups}) == len(groups)


@pytest.mark.parametrize("places", PLACES.values(), ids=PLACES.keys())
def test_open_offsets_are_those_with_a_free_place(places: list[int]) -> None:
    for group in axis_blocks(AxisWindows(np.array(places), 3), LENGTH):
        for offset in group.offsets:
            reached = [anchor + offset for anchor in group.anchors]
            is_open = any(0 <= place < LENGTH and place not in places for place in reached)
            assert (offset in group.open, offset in group.closed) == (is_open, not is_open)
        for member in range(group.length):
            chosen = group.offsets[group.within(group.offsets, member)]
            assert chosen.tolist() == list(range(member - 3, member + 4))


@pytest.mark.parametrize("columns", PLACES.values(), ids=PLACES.keys())
@pytest.mark.parametrize("rows", PLACES.values(), ids=PLACES.keys())
def test_a_window_s_planes_hold_its_free_pixels(rows: list[int], columns: list[int]) -> None:
    image = np.random.default_rng(0).integers(0, ABSENT, (LENGTH, LENGTH, CHANNELS), dtype=np.uint8)
    flags = [np.isin(np.arange(LENGTH), places) for places in (rows, columns)]
    sampled = Sampled((Lattice(flags[0], flags[1], (3.0, 2.0), 0.0, 0.0),))
    free, scratch = ~sampled.mask(), Scratch()
    for down in axis_blocks(AxisWindows(np.array(rows), 3), LENGTH):
        groups = axis_blocks(AxisWindows(np.array(columns), 2), LENGTH)
        band = hollow(image, sampled, down, down.anchors, groups, scratch)
        for across in groups:
            planes = layout(band, down.anchors, down, across, scratch)
            found = [part.reshape(-1, down.first.size, across.first.size, 3) for part in planes.window(0, 0)]
            values = np.concatenate(found)
            for i, row in enumerate(down.anchors):
                for j, column in enumerate(across.anchors):
                    window = slice(max(0, row - 3), row + 4), slice(max(0, column - 2), column + 3)
                    expected = np.sort(image[window][free[window]], axis=0)
                    present = np.sort(values[:, i, j], axis=0)[: len(expected)]
                    assert present.tolist() == expected.tolist()
                    assert (np.sort(values[:, i, j], axis=0)[len(expected) :] == ABSENT).all()
