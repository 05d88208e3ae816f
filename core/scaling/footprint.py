"""What one output pixel is made of, and how many source pixels count."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.scaling.operator import ScalingOperator

Indices = NDArray[np.int_]


@dataclass(frozen=True, eq=False)
class Footprint:
    """The source pixels that an output pixel mixes: `weights[i, j]` is that of (rows[i], columns[j]).

    `rows` and `columns` ascend and leave out what has no weight; `weights` is (R, C) float64.
    """

    rows: Indices
    columns: Indices
    weights: NDArray[np.float64]

    @property
    def box(self) -> tuple[int, int, int, int]:
        """(x, y, width, height) around the footprint, in source pixels."""
        x, y = int(self.columns[0]), int(self.rows[0])
        return x, y, int(self.columns[-1]) - x + 1, int(self.rows[-1]) - y + 1


def footprint(operator: ScalingOperator, row: int, column: int) -> Footprint:
    """The footprint of the output pixel (row, column)."""
    down = operator.left[[row]].tocoo()
    across = operator.right[:, [column]].T.tocoo()
    rows, row_weights = _sorted(down.col, down.data)
    columns, column_weights = _sorted(across.col, across.data)
    return Footprint(rows, columns, np.outer(row_weights, column_weights))


def _sorted(indices: Indices, weights: NDArray[np.float64]) -> tuple[Indices, NDArray[np.float64]]:
    order = np.argsort(indices)
    return indices[order].astype(np.int_), weights[order]


def heaviest_output(operator: ScalingOperator, row: int, column: int) -> tuple[int, int] | None:
    """(row, column) of the output pixel that gives a source pixel most weight; None where none does."""
    down = np.abs(operator.left[:, [row]].toarray().ravel())
    across = np.abs(operator.right[[column]].toarray().ravel())
    if down.max() <= 0 or across.max() <= 0:
        return None
    return int(down.argmax()), int(across.argmax())


def considered_count(operator: ScalingOperator, threshold: float) -> int:
    """Source pixels whose influence is at least `threshold` (0..1) of the largest, and above zero."""
    rows = operator.row_influence / operator.row_influence.max()
    columns = np.sort(operator.column_influence / operator.column_influence.max())
    rows = rows[rows > 0]
    least = np.maximum(threshold / rows, np.nextafter(0, 1))
    # A hair of slack: weights that are equal by formula differ in their last digits.
    return int((len(columns) - np.searchsorted(columns, least * (1 - 1e-9))).sum())
