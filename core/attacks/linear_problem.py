"""The attack as a linear problem: how far the output can be steered by the pixels that may change."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from core.scaling.coefficients import Matrix

Floats = NDArray[np.float32]

BAND_VALUES = 150_000
"""Source values handled at a time: small enough for the processor's cache and for a quick cancel."""


@dataclass(frozen=True)
class Band:
    """A few consecutive source rows, the output rows they reach, and that block of L (and of Lᵀ)."""

    rows: slice
    outputs: slice
    block: Matrix
    transposed: Matrix


@dataclass(frozen=True, eq=False)
class LinearProblem:
    """Change `source` as little as possible so that low ≤ L·X·R ≤ high and 0 ≤ X ≤ 255 (paper, Eq. 1 and 2).

    Only rows and columns that may change and carry weight are in it; what fixed pixels contribute to the
    output is already subtracted from the bounds.
    left: (m, r) and right: (c, n), float32 CSR; source: (r, c, 3); low, high: (m, n, 3), grey levels.
    """

    left: Matrix
    right: Matrix
    source: Floats
    low: Floats
    high: Floats
    bands: tuple[Band, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "bands", tuple(_bands(self.left, self.source.shape)))

    @property
    def windows_overlap(self) -> bool:
        """Whether any pixel contributes to more than one output pixel."""
        return max(_most_uses(self.left.tocsc()), _most_uses(self.right.tocsr())) > 1

    def shifted(self, amount: Floats) -> "LinearProblem":
        """The same problem with both bounds lowered by `amount` (m, n, 3)."""
        return replace(self, low=self.low - amount, high=self.high - amount)


def product(left: Matrix, image: Floats, right: Matrix) -> Floats:
    """left (m, r) · image (r, c, 3) · right (c, n) per channel, (m, n, 3)."""
    rows, _, channels = image.shape
    vertical = left @ image.reshape(rows, -1)
    return _times_right(vertical.reshape(left.shape[0], -1, channels), right)


def forward(problem: LinearProblem, image: Floats) -> Floats:
    """L·X·R of an image (r, c, 3)."""
    return product(problem.left, image, problem.right)


def sweep(
    problem: LinearProblem,
    multipliers: Floats,
    update: Callable[[slice, Floats], Floats],
    poll: Callable[[], None],
) -> Floats:
    """L·X·R (m, n, 3) of the image X that `update` gives from the pull Lᵀ·λ·Rᵀ, band by band.

    `update(rows, pull)` returns those rows of X, (k, c, 3); the whole image is never held here.
    """
    outputs, (_, columns, channels) = len(multipliers), problem.source.shape
    horizontal = pull_of_columns(problem, multipliers)
    vertical = np.zeros((outputs, columns * channels), np.float32)
    for band in problem.bands:
        image = update(band.rows, band_pull(band, horizontal, problem))
        vertical[band.outputs] += band.block @ image.reshape(len(image), -1)
        poll()
    return _times_right(vertical.reshape(outputs, columns, channels), problem.right)


def pull_of_columns(problem: LinearProblem, multipliers: Floats) -> Floats:
    """λ·Rᵀ for λ (m, n, 3), as (m, c·3)."""
    pulled = _along_width(problem.right, multipliers)
    return np.ascontiguousarray(pulled).reshape(len(multipliers), -1)


def band_pull(band: Band, horizontal: Floats, problem: LinearProblem) -> Floats:
    """Lᵀ·λ·Rᵀ of one band, (k, c, 3), from λ·Rᵀ."""
    return np.asarray(band.transposed @ horizontal[band.outputs]).reshape(-1, *problem.source.shape[1:])


def _times_right(values: Floats, right: Matrix) -> Floats:
    return _along_width(right.T.tocsr(), values)


def _along_width(matrix: Matrix, values: Floats) -> Floats:
    height, width, channels = values.shape
    columns_first = values.transpose(1, 0, 2).reshape(width, -1)
    return np.asarray(matrix @ columns_first).reshape(-1, height, channels).transpose(1, 0, 2)


def _bands(left: Matrix, shape: tuple[int, ...]) -> Iterator[Band]:
    height = max(1, BAND_VALUES // (shape[1] * shape[2]))
    by_column = left.tocsc()
    for start in range(0, shape[0], height):
        rows = slice(start, min(start + height, shape[0]))
        piece = by_column[:, rows]
        used = piece.indices
        outputs = slice(int(used.min()), int(used.max()) + 1) if used.size else slice(0, 0)
        block = piece.tocsr()[outputs]
        yield Band(rows, outputs, block, block.T.tocsr())


def _most_uses(matrix: Matrix) -> int:
    return int(np.diff(matrix.indptr).max(initial=0))
