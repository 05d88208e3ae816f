"""libvips' integer arithmetic on uint8, bit-exact to the real calls (libvips/resample)."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from core.scaling import vips_coefficients, vips_enlarging
from core.scaling.taps import as_matrix
from core.scaling.vips_coefficients import Reduction, tile_of
from core.scaling.vips_kernels import WEIGHT_BITS

RGB = NDArray[np.uint8]
Shape = tuple[int, int]


def resized(image: RGB, algorithm: str, target_shape: Shape) -> RGB:
    """`vips_resize` of `image` (H, W[, C]) to (h', w'): rows, then columns, then what is left to enlarge.

    The image is rounded and clipped to 8 bits after each step. The same with and without vector
    instructions and for any number of threads (measured with VIPS_NOVECTOR and VIPS_CONCURRENCY).
    """
    height, width = image.shape[:2]
    rows, columns = target_shape
    if rows < height and columns > width:
        return _lower_and_wider(image, algorithm, target_shape)
    tile = tile_of(algorithm, (height, width), target_shape)
    if rows < height:
        image = _shrunk(image, algorithm, rows, tile.rows)
    if columns < width:
        turned = np.swapaxes(image, 0, 1)
        image = np.swapaxes(_shrunk(turned, algorithm, columns, tile.columns or columns), 0, 1)
    if rows > height or columns > width:
        scales = rows / height, columns / width
        down = vips_enlarging.row_places(algorithm, np.arange(rows), scales)
        across = vips_enlarging.column_places(algorithm, columns, scales, tile.columns)
        return vips_enlarging.enlarged(algorithm, image, down, across)
    return np.ascontiguousarray(image)


def _shrunk(image: RGB, algorithm: str, length: int, tile: int) -> RGB:
    """The first axis of `image` shrunk to `length`, `tile` outputs at a time."""
    steps = vips_coefficients.reduction(algorithm, image.shape[0], length)
    return _filtered(_blocks(image, steps), vips_coefficients.kernel_matrix(steps, length, tile))


def _blocks(image: RGB, steps: Reduction) -> RGB:
    """Means of blocks of rows by a 24-bit reciprocal (shrinkv.c); for nearest the first row of each."""
    factor, length = steps.factor, steps.length
    if steps.algorithm == "nearest":
        return image[: factor * length : factor]
    if factor == 1:
        return image
    sums = np.add.reduceat(image, np.arange(0, image.shape[0], factor), axis=0, dtype=np.uint32)
    sums[-1] += np.uint32(factor * length - image.shape[0]) * image[-1]
    return (((sums + np.uint32(factor // 2)) * np.uint32((1 << 24) // factor)) >> 24).astype(np.uint8)


def _filtered(image: RGB, matrix: csr_array) -> RGB:
    """Rows mixed by the weights of `matrix` in twelve bits (reducev.cpp)."""
    weights = (matrix * (1 << WEIGHT_BITS)).astype(np.int32)
    total = weights @ image.reshape(image.shape[0], -1).astype(np.int32)
    rounded = np.clip((total + (1 << (WEIGHT_BITS - 1))) >> WEIGHT_BITS, 0, 255).astype(np.uint8)
    return np.asarray(rounded.reshape(matrix.shape[0], *image.shape[1:]), np.uint8)


def _lower_and_wider(image: RGB, algorithm: str, target_shape: Shape) -> RGB:
    """Fewer rows but more columns: each tile of outputs asks for rows of its own, shrunk anew."""
    rows, columns = target_shape
    tile = tile_of(algorithm, (image.shape[0], image.shape[1]), target_shape)
    steps = vips_coefficients.reduction(algorithm, image.shape[0], rows)
    blocks, scales = _blocks(image, steps), (rows / image.shape[0], columns / image.shape[1])
    across = vips_enlarging.column_places(algorithm, columns, scales, tile.columns)
    tiles = []
    for start in range(0, rows, tile.rows):
        stop = min(start + tile.rows, rows)
        first = max(0, _first_asked_for(algorithm, start, scales))
        band = _filtered(blocks, as_matrix(steps.taps(first, min(stop + 2, rows)), steps.length))
        down = vips_enlarging.row_places(algorithm, np.arange(start, stop), scales)
        tiles.append(vips_enlarging.enlarged(algorithm, band, down.after(first), across))
    return np.concatenate(tiles)


def _first_asked_for(algorithm: str, start: int, scales: vips_enlarging.Scales) -> int:
    """The first row that `vips_affine` asks for to make the tile from row `start` on (affine.c)."""
    step = vips_enlarging.row_step(scales)
    return int(step * start - vips_enlarging.shift(algorithm) + 0.5) - vips_enlarging.margin(algorithm)
