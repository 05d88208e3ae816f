"""Medians by networks against medians by comparing, and what tiles leave."""

import numpy as np
import pytest

from core.progress import Cancelled
from core.sanitizing import tiling
from core.sanitizing.blocks import axis_blocks
from core.sanitizing.lattice import Sampled
from core.sanitizing.sanitize import sanitize
from core.sanitizing.selective import served
from core.sanitizing.windows import counter_for, windows_for
from core.scaling.operator import ScalingOperator, operator_for
from core.scaling.pipeline import Pipeline

Shape = tuple[int, int]
Case = tuple[str, str, Shape, Shape]
CASES: list[Case] = [
    ("opencv", "bilinear", (128, 128), (28, 28)),  # the ratio of 1024 to 224
    ("opencv", "bilinear", (90, 70), (30, 21)),  # one tap a row, two a column
    ("tensorflow", "bilinear", (101, 83), (40, 35)),
    ("pillow", "nearest", (48, 60), (36, 40)),  # hardly smaller: runs whose windows share no row
    ("opencv", "bilinear", (64, 64), (16, 16)),
]


def made(case: Case) -> tuple[np.ndarray, ScalingOperator]:
    library, algorithm, source, target = case
    image = np.random.default_rng(7).integers(0, 256, (*source, 3), dtype=np.uint8)
    return image, operator_for(Pipeline(library, algorithm, (target[1], target[0])), source)


def tiles_of(operator: ScalingOperator) -> tiling.Tiling:
    lattice = served(operator)
    assert lattice is not None
    windows = windows_for(lattice, counter_for(Sampled((lattice,))), 8)
    assert windows is not None
    rows = axis_blocks(windows.rows, lattice.rows.size)
    return tiling.tiling(lattice, rows, axis_blocks(windows.columns, lattice.columns.size))


@pytest.mark.parametrize("columns", [256, 7])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_networks_find_what_comparing_finds(
    case: Case, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    image, operator = made(case)
    assert not tiles_of(operator).tiles
    expected = sanitize(image, operator, "median").pixels
    monkeypatch.setattr(tiling, "LEAST_BLOCKS", 1)
    monkeypatch.setattr(tiling, "TILE_ROWS", 5)
    monkeypatch.setattr(tiling, "TILE_COLUMNS", columns)
    assert len(tiles_of(operator).tiles) > 2
    assert np.array_equal(sanitize(image, operator, "median").pixels, expected)


def test_every_block_is_in_a_tile_or_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiling, "LEAST_BLOCKS", 1)
    found = tiles_of(made(CASES[0])[1])
    pairs = [
        (int(row), int(column))
        for tile in found.tiles
        for row in tile.anchors
        for kind in tile.columns
        for column in kind.anchors
    ]
    for rows, columns in found.left:
        pairs += [(int(r), int(c)) for r in rows.anchors for group in columns for c in group.anchors]
    assert len(pairs) == len(set(pairs)) == 28 * 28


def test_few_or_large_windows_are_left_to_comparing() -> None:
    assert not tiles_of(made(("opencv", "bilinear", (128, 128), (28, 28)))[1]).tiles
    assert not tiles_of(made(("opencv", "bilinear", (800, 800), (80, 80)))[1]).tiles
    assert tiles_of(made(("opencv", "bilinear", (400, 400), (100, 100)))[1]).tiles


def test_tiles_can_be_cancelled() -> None:
    image, operator = made(("opencv", "bilinear", (400, 400), (100, 100)))
    told: list[float] = []

    def stop(fraction: float, text: str) -> None:
        told.append(fraction)
        if "medians" in text and fraction > 0.05:
            raise Cancelled

    with pytest.raises(Cancelled):
        sanitize(image, operator, "median", progress=stop)
    assert told[-1] < 1
