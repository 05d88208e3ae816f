"""The selective median by networks, for blocks whose windows look alike.

Members of a block share most of their windows, and blocks in a row share columns. So columns are sorted
first, once for all that reach them; a network merges them into the middle of what a block's windows share,
and finds each member's median between that and the few pixels that are its own.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.sanitizing.kinds import Kind, Shape, medians, sorting
from core.sanitizing.lattice import Lattice
from core.sanitizing.pixels import CHANNELS
from core.sanitizing.scratch import Scratch

RGB = NDArray[np.uint8]
Bytes = NDArray[np.uint8]
Indices = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Tile:
    """Blocks whose windows lie within the image: rows of blocks of one `shape`, columns of several kinds."""

    shape: Shape
    anchors: Indices
    columns: tuple[Kind, ...]

    @property
    def own(self) -> tuple[int, int]:
        """Columns of the image from the first block to behind the last; no other tile has blocks there."""
        first = min(int(kind.anchors[0]) for kind in self.columns)
        return first, max(int(kind.anchors[-1]) + kind.shape.length for kind in self.columns)


class TileMedians:
    """Finds the medians of a tile, on rows of the image that stand turned: (columns, 3 · rows)."""

    def __init__(self, tile: Tile, image: RGB, lattice: Lattice, scratch: Scratch) -> None:
        self._tile, self._image, self._scratch = tile, image, scratch
        reach = tile.columns[0].shape.reach
        self._start, self._stop = tile.own[0] - reach, tile.own[1] + reach
        shape = tile.shape
        self._rows = {at: self._turned(at) for at in shape.offsets}
        taken = lattice.columns[self._start : self._stop]
        self._place = np.where(taken, np.cumsum(taken), np.cumsum(~taken)) - 1
        """Of each column, where it stands among the sampled ones or among the others."""
        self._sorted = {
            True: self._columns("taken", np.flatnonzero(taken), shape.free),
            False: self._columns("open", np.flatnonzero(~taken), tuple(shape.core)),
        }

    def write(self, result: RGB) -> None:
        """Find all medians and write them to the sampled pixels of `result`."""
        for kind in self._tile.columns:
            self._find(kind)
        flat, anchors = result.reshape(len(result), -1), self._tile.anchors
        first, last = self._tile.own
        for row in range(self._tile.shape.length):
            turned = self._rows[row][first - self._start : last - self._start].reshape(-1, anchors.size)
            flat[anchors + row, CHANNELS * first : CHANNELS * last] = cv2.transpose(turned)

    def _turned(self, offset: int) -> Bytes:
        """The rows at that offset from the anchors."""
        flat = self._image.reshape(len(self._image), -1)
        rows = flat[self._tile.anchors + offset, CHANNELS * self._start : CHANNELS * self._stop]
        turned = self._scratch.bytes_of(f"row {offset}", rows.shape[1], rows.shape[0])
        cv2.transpose(rows, turned)
        return turned.reshape(self._stop - self._start, -1)

    def _columns(self, name: str, chosen: Indices, offsets: tuple[int, ...]) -> list[Bytes]:
        """The pixels of the `chosen` columns at the rows of those offsets, sorted within each column."""

        def put(place: int, out: Bytes) -> None:
            _take(self._rows[offsets[place]], chosen, out)

        size = self._rows[0].shape[1]
        found = sorting(len(offsets)).run(put, chosen.size * size, self._scratch, name)
        return [entry.reshape(chosen.size, size) for entry in found]

    def _find(self, kind: Kind) -> None:
        """The medians of the blocks of one kind, put where these pixels stand among the turned rows.

        Nobody reads those: where both row and column are sampled no window has a pixel.
        """

        def put(key: tuple[str, int, int], out: Bytes) -> None:
            what, first, second = key
            if what == "sorted":
                source, places = standing[first]
                _take(source[second], places, out)
            else:
                _take(self._rows[first], anchors + second, out)

        anchors, size = kind.anchors - self._start, self._rows[0].shape[1]
        standing = {
            column: (self._sorted[column in kind.shape.taken], self._place[anchors + column])
            for column in kind.shape.offsets
        }
        program = medians(self._tile.shape, kind.shape)
        found = iter(program.run(put, anchors.size * size, self._scratch, "medians"))
        for row in range(self._tile.shape.length):
            for column in range(kind.shape.length):
                self._rows[row][anchors + column] = next(found).reshape(anchors.size, size)


def _take(source: Bytes, places: Indices, out: Bytes) -> None:
    source.take(places, axis=0, out=out.reshape(places.size, source.shape[1]), mode="clip")
