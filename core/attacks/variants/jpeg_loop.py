"""A round through the JPEG codec in bands, and what of a wish for single pixels gets through it."""

import numpy as np
from numpy.typing import NDArray
from scipy import fft, sparse

from core.images.arrays import RGB
from core.images.lossy import decode_jpeg, encode_jpeg
from core.scaling.coefficients import Matrix

Floats = NDArray[np.float32]

BLOCK = 16
"""Rows and columns that the codec treats together: two 8×8 blocks, whose chroma is stored as one."""
SIDE = 8
"""Side of the blocks that are transformed."""
DIAGONAL = (16, 12, 16, 29, 68, 103, 120, 99)
"""Diagonal of the luma quantisation table at quality 50 (ITU-T T.81, table K.1)."""
EASE = 0.4
"""Power of the quantisation, per axis, that a frequency's share falls with: found by trying."""

_TO_YCC = np.array(
    [[0.299, 0.587, 0.114], [-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]], np.float32
)
"""ITU-T T.871 (JFIF): red, green and blue to luma and the two chroma channels."""
_FROM_YCC = np.linalg.inv(_TO_YCC).astype(np.float32)


def reencoded(image: RGB, rows: slice, quality: int) -> RGB:
    """Some rows of what is left of `image` after JPEG; `rows` starts at a multiple of `BLOCK`.

    The same as from the whole file: a block more on each side is encoded for the chroma's interpolation.
    """
    start, stop = max(0, rows.start - BLOCK), min(len(image), rows.stop + BLOCK)
    decoded = decode_jpeg(encode_jpeg(image[start:stop], quality))
    return decoded[rows.start - start : rows.stop - start]


def eased(wish: Floats, gain: float) -> Floats:
    """A wished change (k, w, 3) spread so that it gets through the codec, as strong at single pixels.

    Chroma is averaged over 2×2 pixels, `gain` times as loud. Within the blocks that are transformed, coarse
    frequencies, which are quantised finely, take more of it than fine ones. Both are symmetric and positive,
    so that the wish stays a descent. `wish` starts at a multiple of `BLOCK`.
    """
    rows, columns = wish.shape[:2]
    whole = np.pad(wish, ((0, -rows % BLOCK), (0, -columns % BLOCK), (0, 0)))
    ycc = whole @ _TO_YCC.T
    ycc[..., 0] = _coarser(ycc[..., 0])
    height, width = ycc.shape[:2]
    squares = ycc[..., 1:].reshape(height // 2, 2, width // 2, 2, 2).mean(axis=(1, 3))
    for channel in range(2):
        coarse = np.float32(gain) * _coarser(squares[..., channel])
        ycc[..., 1 + channel] = np.repeat(np.repeat(coarse, 2, axis=0), 2, axis=1)
    return np.asarray(ycc[:rows, :columns] @ _FROM_YCC.T, np.float32)


def _coarser(plane: Floats) -> Floats:
    """A plane (8k, 8l) with its 8×8 blocks weighted in the frequencies of the cosine transform."""
    height, width = plane.shape
    rows = np.ascontiguousarray(plane).reshape(-1, SIDE) @ _EASE
    columns = rows.reshape(height, width).T.reshape(-1, SIDE) @ _EASE
    return np.ascontiguousarray(columns.reshape(width, height).T)


def _ease() -> Floats:
    """Symmetric (8, 8): to cosine frequencies, their weights, and back; 1 on average on its diagonal."""
    weights = (min(DIAGONAL) / np.array(DIAGONAL)) ** EASE
    waves = fft.dct(np.eye(SIDE), axis=0, norm="ortho")
    return np.asarray(waves.T @ (weights[:, None] * waves) / weights.mean(), np.float32)


_EASE = _ease()


def chroma_gain(left: Matrix, right: Matrix) -> float:
    """By how much averaging chroma over 2×2 pixels weakens what a wish for single pixels does to the output.

    left: (m, h), right: (w, n). 4 where one pixel of a square is sampled, 1 where all four are alike.
    """
    gain = 1.0
    for matrix in (left, right.T.tocsr()):
        halved = matrix @ _pairs(matrix.shape[1])
        gain *= float(abs(matrix @ matrix.T).sum(axis=1).max() / abs(halved @ halved.T).sum(axis=1).max())
    return gain


def _pairs(length: int) -> Matrix:
    """(length, length): every position is the mean of its pair; a last odd one is alone."""
    first = np.arange(length) // 2 * 2
    second = np.minimum(first + 1, length - 1)
    rows = np.repeat(np.arange(length), 2)
    columns = np.stack([first, second], axis=1).ravel()
    return sparse.csr_array((np.full(2 * length, 0.5, np.float32), (rows, columns)), shape=(length, length))
