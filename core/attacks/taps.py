"""Coefficient matrices as padded tables: which positions each output mixes, and with what weight."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.scaling.coefficients import Matrix

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class TapTable:
    """positions, weights: (outputs, k). Rows with fewer taps are padded with weight 0 at `padding`."""

    positions: NDArray[np.intp]
    weights: Floats


def tap_table(matrix: Matrix, padding: int) -> TapTable:
    """The rows of `matrix` (outputs, length) as a table."""
    counts = np.diff(matrix.indptr)
    positions = np.full((matrix.shape[0], int(counts.max(initial=1))), padding, np.intp)
    weights = np.zeros(positions.shape, np.float32)
    filled = np.arange(positions.shape[1]) < counts[:, None]
    positions[filled], weights[filled] = matrix.indices, matrix.data
    return TapTable(positions, weights)


def most_uses(matrix: Matrix) -> int:
    """Most entries in any row (of a CSR matrix) or column (of a CSC one)."""
    return int(np.diff(matrix.indptr).max(initial=0))
