"""A round through the JPEG codec in bands, and what of a wish for single pixels gets through it."""

import numpy as np
from numpy.typing import NDArray

from core.images.arrays import RGB
from core.images.lossy import decode_jpeg, encode_jpeg

Floats = NDArray[np.float32]

BLOCK = 16
"""Rows and columns that the codec treats together: two 8×8 blocks, whose chroma is stored as one."""
CHROMA_GAIN = np.float32(4.0)
"""Chroma is averaged over 2×2 pixels, of which as a rule one is sampled: a wish has to be louder by that."""

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


def through_chroma(wish: Floats) -> Floats:
    """A wished change (k, w, 3) as the codec lets it through: luma as it is, chroma averaged over 2×2 pixels.

    `wish` starts at an even row. A last odd row or column keeps its own chroma.
    """
    ycc = wish @ _TO_YCC.T
    height, width = (length // 2 * 2 for length in wish.shape[:2])
    chroma = ycc[:height, :width, 1:]
    blocks = chroma.reshape(height // 2, 2, width // 2, 2, 2)
    blocks[...] = CHROMA_GAIN * blocks.mean(axis=(1, 3), keepdims=True)
    ycc[:height, :width, 1:] = blocks.reshape(height, width, 2)
    return np.asarray(ycc @ _FROM_YCC.T, np.float32)
