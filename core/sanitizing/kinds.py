"""Blocks of sampled places whose windows look alike, so that one network finds the medians of all of them."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.sanitizing.blocks import AxisBlocks
from core.sanitizing.lattice import Flags
from core.sanitizing.networks import Network, Value
from core.sanitizing.programs import Program, program

Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Shape:
    """What the windows of a block of `length` neighbours reach along one axis: ±`reach` around each.

    `taken` are the offsets from the block's first member at which places are sampled; all are in the image.
    """

    reach: int
    length: int
    taken: frozenset[int]

    @property
    def offsets(self) -> range:
        """All offsets that the windows of any member reach."""
        return range(-self.reach, self.reach + self.length)

    @property
    def core(self) -> range:
        """Offsets that the windows of all members reach."""
        return range(self.length - 1 - self.reach, self.reach + 1)

    @property
    def free(self) -> tuple[int, ...]:
        """The offsets of the core that are not sampled."""
        return tuple(offset for offset in self.core if offset not in self.taken)

    def beyond(self, member: int) -> tuple[int, ...]:
        """Offsets outside of the core that the window of `member` reaches."""
        return tuple(o for o in range(member - self.reach, member + self.reach + 1) if o not in self.core)


@dataclass(frozen=True, eq=False)
class Kind:
    """The blocks of one shape, by the places of their first members, rising."""

    shape: Shape
    anchors: Indices


def kinds(blocks: AxisBlocks, flags: Flags) -> tuple[Kind, ...]:
    """The blocks by shape; `flags` tell what is sampled. All their windows must lie within it."""
    anchors, offsets = blocks.anchors, blocks.offsets
    patterns = flags[anchors[:, None] + offsets]
    numbers = patterns @ (1 << np.arange(offsets.size))
    found = []
    for number in np.unique(numbers):
        alike = numbers == number
        taken = frozenset(int(offset) for offset in offsets[patterns[alike.argmax()]])
        found.append(Kind(Shape(blocks.windows.reach, blocks.length, taken), anchors[alike]))
    return tuple(found)


@lru_cache(maxsize=64)
def sorting(count: int) -> Program:
    """Sorts the inputs 0 to `count` − 1."""
    network = Network()
    return program(network, network.merged_all([[network.input(place)] for place in range(count)]))


@lru_cache(maxsize=64)
def medians(rows: Shape, columns: Shape) -> Program:
    """The lower medians of the free pixels of all windows of a block, member by member, row after row.

    Inputs: ("sorted", column, rank) are the free pixels of a column within the core's rows, the smallest
    first, ("pixel", row, column) single ones outside of these, all by offsets.
    """
    network = Network()
    core = network.merged_all(_column(network, rows, columns, offset) for offset in columns.core)
    outputs = []
    for row in range(rows.length):
        for column in range(columns.length):
            rest = network.merged_all(_rest(network, rows, columns, row, column))
            rank = (len(core) + len(rest) - 1) // 2
            outputs.append(network.at_rank(rank, core, rest))
    return program(network, outputs)


def _column(network: Network, rows: Shape, columns: Shape, offset: int) -> list[Value]:
    """The free pixels of a column in the core's rows, sorted."""
    count = len(rows.free) if offset in columns.taken else len(rows.core)
    return [network.input(("sorted", offset, rank)) for rank in range(count)]


def _rest(network: Network, rows: Shape, columns: Shape, row: int, column: int) -> list[list[Value]]:
    """What one window has beyond the core, in sorted lists."""
    lists = []
    for vertical in rows.beyond(row):
        pixels = [_single(network, rows, columns, vertical, horizontal) for horizontal in columns.core]
        lists.append(network.merged_all(pixels))
    for horizontal in columns.beyond(column):
        lists.append(_column(network, rows, columns, horizontal))
        lists += [_single(network, rows, columns, vertical, horizontal) for vertical in rows.beyond(row)]
    return lists


def _single(network: Network, rows: Shape, columns: Shape, row: int, column: int) -> list[Value]:
    if row in rows.taken and column in columns.taken:
        return []
    return [network.input(("pixel", row, column))]
