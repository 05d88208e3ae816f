"""One pipeline's share of a linear problem: the matrices L and R, and what is made of them once.

A kernel depends on nothing but the operator and on which pixels may change, and is kept for the next image.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.attacks.banded import SINGLE_THREADED, Piece, cut
from core.attacks.gram import GramInverse, gram_inverse
from core.attacks.taps import most_uses
from core.scaling.coefficients import Matrix

Floats = NDArray[np.float32]

LEAST_COLUMNS, MOST_COLUMNS = 16, 64
OUTPUTS_AT_A_TIME = 8
"""Columns of the source in one piece of R: as many as this number of outputs lie apart."""


@dataclass(frozen=True, eq=False)
class Kernel:
    """left: L, (m, r); right: R, (c, n); float32 CSR."""

    left: Matrix
    right: Matrix
    _rows: dict[int, tuple[Piece, ...]] = field(default_factory=dict, init=False, repr=False)

    def rows(self, height: int) -> tuple[Piece, ...]:
        """L in pieces of so many source rows."""
        if height not in self._rows:
            self._rows[height] = cut(self.left, height)
        return self._rows[height]

    @cached_property
    def columns(self) -> tuple[Piece, ...]:
        """R in pieces."""
        ratio = self.right.shape[0] / self.right.shape[1]
        step = min(max(int(OUTPUTS_AT_A_TIME * ratio), LEAST_COLUMNS), MOST_COLUMNS)
        return cut(self.right.T.tocsr(), step)

    def rows_at_once(self, length: int) -> int:
        """Source rows of so many values for which a product with a piece of L stays on one thread."""
        outputs, rows = self.left.shape
        # A piece of h rows reaches some (h + taps) · outputs / rows outputs.
        room = 4 * SINGLE_THREADED * rows / (outputs * length)
        return max(1, int((np.sqrt(self.taps**2 + room) - self.taps) / 2))

    @cached_property
    def taps(self) -> int:
        """Most source rows that any output mixes."""
        return int(np.diff(self.left.indptr).max(initial=0))

    @cached_property
    def heaviest(self) -> float:
        """Largest weight of any pixel in any output."""
        return float(np.abs(self.left.data).max(initial=0) * np.abs(self.right.data).max(initial=0))

    @cached_property
    def overlaps(self) -> bool:
        """Whether any pixel contributes to more than one output."""
        return max(most_uses(self.left.tocsc()), most_uses(self.right)) > 1

    @cached_property
    def inverse(self) -> GramInverse | None:
        """The inverses of L·Lᵀ and Rᵀ·R; None for kernels that are too wide."""
        return gram_inverse(self.left, self.right)

    @cached_property
    def squared(self) -> Floats:
        """Σ w² of every output, (m, n); 1 where nothing reaches it, to divide by."""
        down = np.asarray(self.left.power(2).sum(axis=1)).ravel()
        across = np.asarray(self.right.power(2).sum(axis=0)).ravel()
        return _positive(np.outer(down, across))

    @cached_property
    def coupling(self) -> Floats:
        """Row sums of absolute values of (L·Lᵀ)⊗(Rᵀ·R), (m, n); 1 where nothing reaches the output."""
        vertical = np.asarray(abs(self.left @ self.left.T).sum(axis=1)).ravel()
        horizontal = np.asarray(abs(self.right.T @ self.right).sum(axis=1)).ravel()
        return _positive(np.outer(vertical, horizontal))


def _positive(values: NDArray[np.floating]) -> Floats:
    return np.where(values > 0, values, 1).astype(np.float32)
