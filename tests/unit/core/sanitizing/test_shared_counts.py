"""What windows of a block share is counted once, and medians are what they were."""

import numpy as np
import pytest

from core.sanitizing import shared_counts
from core.sanitizing.blocks import AxisBlocks, axis_blocks
from core.sanitizing.lattice import Lattice, Sampled
from core.sanitizing.layout import Layout, hollow, layout
from core.sanitizing.sanitize import sanitize
from core.sanitizing.scratch import Scratch
from core.sanitizing.shared_counts import SharedCounts, counts_of
from core.sanitizing.windows import AxisWindows
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline

PLACES = [1, 2, 3, 4, 31, 32, 33, 34, 56, 57, 58, 59]
LENGTH = 60


def blocks(reach: int) -> AxisBlocks:
    (group,) = axis_blocks(AxisWindows(np.array(PLACES), reach), LENGTH)
    return group


def planes_of(reach: int, seed: int = 0) -> Layout:
    """The planes of blocks of four by four, some of whose windows reach beyond the image."""
    image = np.random.default_rng(seed).integers(0, 256, (LENGTH, LENGTH, 3), dtype=np.uint8)
    flags = np.isin(np.arange(LENGTH), PLACES)
    sampled = Sampled((Lattice(flags, flags, (reach, reach), 0.1, 0.0),))
    group = blocks(reach)
    band = hollow(image, sampled, group, group.anchors, [group], Scratch())
    return layout(band, group.anchors, group, group, Scratch())


@pytest.mark.parametrize("reach", [1, 2, 3, 7])
def test_a_window_is_what_is_shared_and_its_own(reach: int) -> None:
    planes = planes_of(reach)
    shared = [part.reshape(-1, part.shape[2]) for part in planes.shared()]
    for row in range(4):
        for column in range(4):
            own = [part.reshape(-1, part.shape[2]) for part in planes.own(row, column)]
            window = [part.reshape(-1, part.shape[2]) for part in planes.window(row, column)]
            found, expected = (np.sort(np.concatenate(parts), axis=0) for parts in (own + shared, window))
            np.testing.assert_array_equal(found, expected)


def test_counts_are_of_values_below(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_counts, "PLACES_AT_A_TIME", 5)
    shared = list(planes_of(7).shared())
    counts = SharedCounts(shared, Scratch())
    everything = np.concatenate([part.reshape(-1, part.shape[2]) for part in shared])
    draw = np.random.default_rng(3)
    for trial in (
        np.zeros(27, np.uint8),
        np.full(27, 255, np.uint8),
        draw.integers(0, 256, 27).astype(np.uint8),
    ):
        assert counts.below(trial).tolist() == (everything < trial).sum(axis=0).tolist()


def test_nothing_is_counted_where_little_is_shared() -> None:
    assert counts_of(planes_of(2), Scratch()) is None


@pytest.mark.parametrize("levels", [2, 256])
def test_medians_are_those_found_by_comparing(levels: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(levels)
    image = (draw.integers(0, levels, (300, 340, 3)) * (255 // (levels - 1))).astype(np.uint8)
    operator = operator_for(Pipeline("tensorflow", "bicubic", (16, 12)), (300, 340))
    made: list[SharedCounts | None] = []

    def counted(planes: Layout, scratch: Scratch) -> SharedCounts | None:
        made.append(counts_of(planes, scratch))
        return made[-1]

    monkeypatch.setattr("core.sanitizing.selective_median.counts_of", counted)
    found = sanitize(image, operator).pixels
    assert any(counts is not None for counts in made)
    monkeypatch.setattr("core.sanitizing.selective_median.counts_of", lambda *_: None)
    np.testing.assert_array_equal(found, sanitize(image, operator).pixels)
