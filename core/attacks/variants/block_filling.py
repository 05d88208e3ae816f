"""The L0 attack on blocks that share pixels at their borders: pixels set to black or white, block by block.

The paper (§5.3.2) sets pixels of a block to I_max or 0 until its average is reached, the last one only as far
as needed. Where a block's border cuts through pixels these count for their neighbours too, so a block takes
pixels of its own first, and all blocks are gone over again until the shared ones fit both sides.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.attacks.beside import beside
from core.attacks.taps import TapTable, tap_table
from core.images.arrays import RGB
from core.scaling.coefficients import Matrix
from core.scaling.operator import ScalingOperator

Floats = NDArray[np.float32]
Indices = NDArray[np.intp]
Poll = Callable[[float], None]

SWEEPS = 4
"""Times that all blocks are gone over."""
SHARED = np.float32(0.3)
"""How useful a pixel counts that belongs to other blocks, too; 1 for a block's own."""
CHANGED = np.float32(4.0)
"""The same for one that has changed already, and so costs nothing more."""
CHUNK_VALUES = 200_000


@dataclass(frozen=True, eq=False)
class Blocks:
    """The blocks of a source. own: (h + 1,) and (w + 1,), 1 for rows and columns of one block only.

    target: (h', w', 3); epsilon: how far an average may stay from it, grey levels.
    """

    vertical: TapTable
    horizontal: TapTable
    own: tuple[Floats, Floats]
    target: Floats
    epsilon: np.float32


def filled_blocks(source: RGB, operator: ScalingOperator, target: RGB, epsilon: float, poll: Poll) -> RGB:
    """The source with few pixels changed so that the averages of all blocks are near the target's.

    source: (H, W, 3), target (h', w', 3), both uint8. poll: gets the share done, 0..1.
    """
    height, width = source.shape[:2]
    down, across = operator.left, operator.right.T.tocsr()
    blocks = Blocks(
        tap_table(down, height),
        tap_table(across, width),
        (_owned(down), _owned(across)),
        target.astype(np.float32),
        np.float32(epsilon),
    )
    image, before = beside(lambda: _with_margin(source), lambda: poll(0.0))
    chunks = list(_chunks(blocks))
    for number in range(SWEEPS):
        for done, (rows, columns) in enumerate(chunks):
            poll((number + done / len(chunks)) / SWEEPS)
            _fill(image, before, blocks, rows, columns)
    return beside(lambda: np.rint(image[:height, :width]).astype(np.uint8), lambda: poll(1.0))


def _with_margin(source: RGB) -> tuple[Floats, Floats]:
    """The image twice, with a row and a column more, which take the tables' padding."""
    height, width = source.shape[:2]
    image = np.zeros((height + 1, width + 1, 3), np.float32)
    image[:height, :width] = source
    return image, image.copy()


def _fill(image: Floats, before: Floats, blocks: Blocks, rows: Indices, columns: Indices) -> None:
    """Set right the blocks of some output rows and columns, none of which share pixels."""
    down, across = blocks.vertical.positions[rows], blocks.horizontal.positions[columns]
    at = (down[:, None, :, None], across[None, :, None, :])
    weights = (
        blocks.vertical.weights[rows][:, None, :, None] * blocks.horizontal.weights[columns][None, :, None, :]
    )
    values = image[at].transpose(0, 1, 4, 2, 3)  # (r, c, 3, kv, kh)
    wrong = blocks.target[np.ix_(rows, columns)] - np.einsum("rcxkl,rckl->rcx", values, weights)
    need = wrong - np.clip(wrong, -blocks.epsilon, blocks.epsilon)
    sign = np.sign(need)[..., None, None]
    room = np.where(sign > 0, 255 - values, np.where(sign < 0, values, 0))
    able = np.minimum(room * weights[:, :, None], np.abs(need)[..., None, None])
    favour = np.where(
        blocks.own[0][down][:, None, :, None] * blocks.own[1][across][None, :, None, :] > 0, 1, SHARED
    )
    favour = favour * np.where((image[at] != before[at]).any(axis=4), CHANGED, 1)
    change = _in_order(able.sum(axis=2) * favour, room, weights, np.abs(need))
    image[at] = (values + sign * change).transpose(0, 1, 3, 4, 2)


def _in_order(score: Floats, room: Floats, weights: Floats, need: Floats) -> Floats:
    """Changes (r, c, 3, kv, kh): pixels of the highest score first, each to its limit until need is met."""
    shape = room.shape
    flat = (*shape[:2], 1, -1)
    order = np.argsort(-score.reshape(flat), axis=3, kind="stable")
    strength = np.take_along_axis(weights.reshape(flat), order, 3)
    limit = np.take_along_axis(room.reshape(*shape[:3], -1), np.broadcast_to(order, _flat(shape)), 3)
    capacity = limit * strength
    taken = np.clip(need[..., None] - (np.cumsum(capacity, axis=3) - capacity), 0, capacity)
    sorted_change = np.divide(taken, strength, out=np.zeros_like(taken), where=strength > 0)
    change = np.empty_like(sorted_change)
    np.put_along_axis(change, np.broadcast_to(order, _flat(shape)), sorted_change, 3)
    return np.asarray(change.reshape(shape), np.float32)


def _flat(shape: tuple[int, ...]) -> tuple[int, ...]:
    return (*shape[:3], shape[3] * shape[4])


def _owned(matrix: Matrix) -> Floats:
    """1 for positions of one output only, (length + 1,); the last stands for the padding."""
    uses = np.diff(matrix.tocsc().indptr)
    return np.append(uses <= 1, False).astype(np.float32)


def _chunks(blocks: Blocks) -> Iterator[tuple[Indices, Indices]]:
    """Output rows and columns, in four passes of every second one: neighbours share pixels, others do not."""
    rows, columns = len(blocks.vertical.positions), len(blocks.horizontal.positions)
    for top in range(2):
        for left in range(2):
            across = np.arange(left, columns, 2)
            one = 3 * across.size * blocks.vertical.positions.shape[1] * blocks.horizontal.positions.shape[1]
            height = max(1, CHUNK_VALUES // max(1, one))
            down = np.arange(top, rows, 2)
            for start in range(0, down.size, height):
                yield down[start : start + height], across
