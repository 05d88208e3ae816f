"""L · X · R and Lᵀ · Y · Rᵀ a few rows at a time: little memory, and a chance to cancel in between."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.scaling.coefficients import Matrix

Floats = NDArray[np.float32]

BAND_VALUES = 400_000
"""Image values in a band."""


@dataclass(frozen=True, eq=False)
class BandedScaling:
    """left: (m, h), right: (w, n), float32 CSR; images have three channels.

    multiple: bands start at multiples of so many rows.
    """

    left: Matrix
    right: Matrix
    multiple: int = 1

    def bands(self) -> Iterator[slice]:
        """The rows of an image from top to bottom."""
        height, values = self.left.shape[1], 3 * self.right.shape[0]
        step = max(1, BAND_VALUES // values // self.multiple) * self.multiple
        return (slice(start, min(start + step, height)) for start in range(0, height, step))

    def widened(self, output: Floats) -> Floats:
        """Y·Rᵀ, (m, w·3), from which `pull` makes rows."""
        rows = _along_width(self._right, output)
        return np.ascontiguousarray(rows).reshape(len(output), -1)

    def pull(self, widened: Floats, rows: slice) -> Floats:
        """Some rows of Lᵀ·Y·Rᵀ, (k, w, 3)."""
        return np.asarray(self._by_row[rows] @ widened).reshape(rows.stop - rows.start, -1, 3)

    def nothing(self) -> Floats:
        """The output of no rows yet, to `add` to."""
        return np.zeros((self.left.shape[0], 3 * self.right.shape[0]), np.float32)

    def add(self, vertical: Floats, image: Floats, rows: slice) -> None:
        """Add L·X of some rows of X, (k, w, 3)."""
        block = self._by_row[rows]
        if block.nnz:
            reached = slice(int(block.indices.min()), int(block.indices.max()) + 1)
            vertical[reached] += block[:, reached].T @ image.reshape(len(image), -1)

    def output(self, vertical: Floats) -> Floats:
        """L·X·R, (m, n, 3), once all rows are added."""
        return np.asarray(_along_width(self._across, vertical.reshape(len(vertical), -1, 3)))

    @cached_property
    def curvature(self) -> float:
        """An upper bound of the largest eigenvalue of X ↦ Lᵀ·(L·X·R)·Rᵀ."""
        down = abs(self.left @ self.left.T).sum(axis=1).max()
        return float(down * abs(self.right.T @ self.right).sum(axis=1).max())

    @cached_property
    def _by_row(self) -> Matrix:
        return self.left.T.tocsr()

    @cached_property
    def _right(self) -> Matrix:
        return self.right.tocsr()

    @cached_property
    def _across(self) -> Matrix:
        return self.right.T.tocsr()


def _along_width(matrix: Matrix, values: Floats) -> Floats:
    """Multiply the second axis of (k, w, 3)."""
    height, width, channels = values.shape
    columns_first = values.transpose(1, 0, 2).reshape(width, -1)
    return np.asarray(matrix @ columns_first).reshape(-1, height, channels).transpose(1, 0, 2)
