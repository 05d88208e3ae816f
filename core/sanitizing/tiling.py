"""Which windows networks are for, in tiles, and which are left: those near the edges of the image."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.sanitizing.blocks import AxisBlocks
from core.sanitizing.kinds import Kind, kinds
from core.sanitizing.lattice import Flags, Lattice
from core.sanitizing.network_medians import Tile

MOST_PIXELS = 100
"""Pixels that the windows of a block reach, up to which networks are worth their steps."""
LEAST_BLOCKS = 64
"""Blocks of more than one member along an axis, from which sharing between members pays the calls."""
TILE_ROWS, TILE_COLUMNS = 96, 256
"""Blocks of a tile at most: numpy then computes longer than it takes to call, and not too far from caches."""


@dataclass(frozen=True, eq=False)
class Tiling:
    """Tiles, and the (rows, columns) of blocks that are left."""

    tiles: tuple[Tile, ...]
    left: tuple[tuple[AxisBlocks, tuple[AxisBlocks, ...]], ...]


def tiling(lattice: Lattice, rows: Sequence[AxisBlocks], columns: Sequence[AxisBlocks]) -> Tiling:
    """Tiles wherever windows lie within the image, if there are enough of them and they are small enough."""
    inner_rows, outer_rows = _split(rows, lattice.rows)
    inner_columns, outer_columns = _split(columns, lattice.columns)
    if not (_suit(inner_rows) and _suit(inner_columns) and _reached(rows, columns) <= MOST_PIXELS):
        return Tiling((), tuple((group, tuple(columns)) for group in rows))
    tiles = tuple(_tiles(lattice, inner_rows, inner_columns))
    left = [(group, tuple(columns)) for group in outer_rows]
    left += [(group, tuple(outer_columns)) for group in inner_rows if outer_columns]
    return Tiling(tiles, tuple(left))


def _suit(groups: Sequence[AxisBlocks]) -> bool:
    return sum(group.first.size for group in groups if group.length > 1) >= LEAST_BLOCKS


def _reached(rows: Sequence[AxisBlocks], columns: Sequence[AxisBlocks]) -> int:
    vertical, horizontal = (max(group.offsets.size for group in axis) for axis in (rows, columns))
    return int(vertical * horizontal)


def _split(groups: Sequence[AxisBlocks], flags: Flags) -> tuple[list[AxisBlocks], list[AxisBlocks]]:
    """The blocks whose windows lie within the image, and those at either end."""
    inner, outer = [], []
    for group in groups:
        fits = (group.anchors + group.offsets[0] >= 0) & (group.anchors + group.offsets[-1] < flags.size)
        inner += _part(group, fits)
        outer += _part(group, ~fits)
    return inner, outer


def _part(group: AxisBlocks, chosen: Flags) -> list[AxisBlocks]:
    return [replace(group, first=group.first[chosen])] if chosen.any() else []


def _tiles(lattice: Lattice, rows: Sequence[AxisBlocks], columns: Sequence[AxisBlocks]) -> Iterator[Tile]:
    across = [kind for group in columns for kind in kinds(group, lattice.columns)]
    bands = tuple(_columns(across))
    for kind in (kind for group in rows for kind in kinds(group, lattice.rows)):
        for anchors in np.array_split(kind.anchors, -(-kind.anchors.size // TILE_ROWS)):
            yield from (Tile(kind.shape, anchors, band) for band in bands)


def _columns(across: Sequence[Kind]) -> Iterator[tuple[Kind, ...]]:
    """The kinds of columns in bands from left to right."""
    places = np.sort(np.concatenate([kind.anchors for kind in across]))
    for band in np.array_split(places, -(-places.size // TILE_COLUMNS)):
        within = [(kind, (kind.anchors >= band[0]) & (kind.anchors <= band[-1])) for kind in across]
        yield tuple(replace(kind, anchors=kind.anchors[chosen]) for kind, chosen in within if chosen.any())
