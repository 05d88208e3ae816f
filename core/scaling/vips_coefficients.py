"""How `vips_resize` shrinks an axis (libvips/resample: resize.c, reducev.cpp, reduceh.cpp, shrinkv.c).

First whole blocks of pixels are averaged so that a ratio of 2 to 4 is left (`gap` = 2.0, the default), then
a kernel does the rest. Nearest drops whole rows and columns instead of averaging. Centres are half-pixel,
edges replicate, weights have twelve bits.

Positions are added up from pixel to pixel, error and all, and anew in each tile of the output. The last
digit, and with it the pixel that nearest copies, may therefore differ from tile to tile and between the axes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array

from core.scaling import vips_enlarging
from core.scaling.taps import Taps, as_matrix, replicated
from core.scaling.vips_enlarging import ENLARGING
from core.scaling.vips_kernels import WEIGHT_BITS, Values, phase, shrinking_weights

Shape = tuple[int, int]

GAP = 2.0
TILED = " by "
"""Between an algorithm's id and the outputs of a tile in the name of an axis' method: `lanczos by 16`."""


@dataclass(frozen=True)
class Tile:
    """Output rows that libvips computes at a time down an axis, and columns along one.

    `columns` is None for all of them.
    """

    rows: int
    columns: int | None


def tile_of(algorithm: str, source_shape: Shape, target_shape: Shape) -> Tile:
    """Strips of 16 rows, but squares of 128 as soon as blocks of rows are averaged (vips_get_tile_size).

    `vips_shrinkv` asks for small tiles and all later steps follow, except that `vips_shrinkh`, which averages
    blocks of columns, takes 16 rows at a time in any case.
    """
    blocks = (_factor(old, new) > 1 for old, new in zip(source_shape, target_shape, strict=True))
    down, across = (algorithm != "nearest" and found for found in blocks)
    return Tile(128 if down and not across else 16, 128 if down else None)


@dataclass(frozen=True)
class Reduction:
    """The steps of one axis: blocks of `factor` pixels to one, which leaves `length`; then a kernel.

    `shrink` ≥ 1 is the ratio left for the kernel and `offset` how far, in pixels, it starts from the edge.
    """

    algorithm: str
    factor: int
    length: int
    shrink: float
    offset: float

    @property
    def weights(self) -> NDArray[np.int32]:
        """Table of weights by phase, in units of 2⁻¹², shape (65, taps)."""
        return shrinking_weights(self.algorithm, self.shrink)

    def places(self, start: int, stop: int) -> Values:
        """Positions of the outputs from `start` to `stop`, added up from `start` on."""
        steps = np.full(stop - start, self.shrink)
        steps[0] = (start + 0.5) * self.shrink - 0.5 - self.offset
        return np.asarray(np.cumsum(steps), np.float64)

    def taps(self, start: int, stop: int) -> Taps:
        """Taps of these outputs in the image that the blocks leave; weights are multiples of 2⁻¹²."""
        places = self.places(start, stop)
        weights = self.weights[phase(places)] / (1 << WEIGHT_BITS)
        first = places.astype(np.int64) - (-(-weights.shape[1] // 2) - 1)
        return replicated(first[:, None] + np.arange(weights.shape[1]), weights, self.length)


def reduction(algorithm: str, source_length: int, target_length: int) -> Reduction:
    """The steps of an axis that shrinks, `target_length` < `source_length`."""
    factor = _factor(source_length, target_length)
    scale = target_length / source_length
    if algorithm == "nearest":
        length = source_length // factor  # vips_subsample drops an incomplete last block
        shrink = 1.0 / max(scale * factor, 1.0 / length)
        return Reduction(algorithm, factor, length, shrink, _offset(target_length * shrink - length))
    shrink = 1.0 / max(scale, 1.0 / source_length)
    invented = (target_length * shrink - source_length) / factor
    length = -(-source_length // factor)
    return Reduction(algorithm, factor, length, shrink / factor, _offset(invented))


def _factor(source_length: int, target_length: int) -> int:
    return max(1, int(source_length / target_length / GAP))


def _offset(invented: float) -> float:
    """`invented` pixels, negative where some are left over, are shared out to both ends (reducev.cpp)."""
    return (1 + invented) / 2.0 - 1


def matrix(algorithm: str, source_length: int, target_length: int) -> csr_array:
    """Matrix (target_length, source_length) of one axis.

    `algorithm` is an id of the catalogue, with `TILED` and the outputs of a tile where there are several,
    and after that `ENLARGING` where the pipeline enlarges either axis.
    """
    plain = algorithm.removesuffix(ENLARGING)
    left = min(source_length, target_length)
    shrunk = _shrinking_matrix(plain, source_length, left)
    if plain == algorithm:
        return shrunk
    grown = vips_enlarging.taps(plain.partition(TILED)[0], left, target_length)
    return csr_array(as_matrix(grown, left) @ shrunk)


def _shrinking_matrix(algorithm: str, source_length: int, target_length: int) -> csr_array:
    if target_length == source_length:
        return csr_array(eye_array(source_length))
    name, _, tile = algorithm.partition(TILED)
    steps = reduction(name, source_length, target_length)
    kernel = kernel_matrix(steps, target_length, int(tile or target_length))
    return csr_array(kernel @ block_matrix(steps, source_length))


def kernel_matrix(steps: Reduction, target_length: int, tile: int) -> csr_array:
    """The kernel's matrix (target_length, steps.length), `tile` outputs at a time."""
    parts = [steps.taps(at, min(at + tile, target_length)) for at in range(0, target_length, tile)]
    indices = np.concatenate([part.indices for part in parts])
    weights = np.concatenate([part.weights for part in parts])
    return as_matrix(Taps(indices, weights), steps.length)


def block_matrix(steps: Reduction, source_length: int) -> csr_array:
    """The blocks' matrix (steps.length, source_length): their mean, or their first pixel for nearest.

    A last block that is not complete counts the last pixel more than once (vips_shrinkv with `ceil`).
    """
    size = 1 if steps.algorithm == "nearest" else steps.factor
    indices = np.arange(steps.length)[:, None] * steps.factor + np.arange(size)
    return as_matrix(replicated(indices, np.full(indices.shape, 1.0 / size), source_length), source_length)
