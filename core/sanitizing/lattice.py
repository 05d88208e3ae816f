"""The sampled pixels P as what they are: for one pipeline a product of rows and columns, for several a union.

Nothing here ever needs a mask of the whole image for one pipeline, which is what makes the filters quick.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.scaling.coefficients import Matrix, column_weight
from core.scaling.operator import SAMPLED_SHARE_OF_PEAK, ScalingOperator

Flags = NDArray[np.bool_]
Weights = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Lattice:
    """The pixels of P that one pipeline samples: every one in the flagged `rows` (H,) and `columns` (W,).

    `ratio` is (β_v, β_h). `threshold` is the share of the largest influence above which a row or column
    counts; `trusted` is how far the others can move any output pixel, as a share of the range of grey
    levels: 0 where every pixel that counts at all is sampled.
    """

    rows: Flags
    columns: Flags
    ratio: tuple[float, float]
    threshold: float
    trusted: float

    @property
    def reach(self) -> tuple[int, int]:
        """Half width of the paper's windows, ⌊β⌋ and at least 1, (vertical, horizontal)."""
        return max(1, int(self.ratio[0])), max(1, int(self.ratio[1]))

    @property
    def share(self) -> float:
        """|P| over the number of pixels, 0..1."""
        return float(self.rows.mean() * self.columns.mean())

    def covers(self, other: "Lattice") -> bool:
        """Whether it holds all of `other` and restores it from the same windows."""
        holds = (self.rows >= other.rows).all() and (self.columns >= other.columns).all()
        return bool(holds and self.ratio == other.ratio)


@dataclass(frozen=True, eq=False)
class Sampled:
    """P, the union of one or more lattices over an image of one size."""

    lattices: tuple[Lattice, ...]

    def mask(self) -> Flags:
        """P as (H, W) bool."""
        mask = np.zeros((self.lattices[0].rows.size, self.lattices[0].columns.size), np.bool_)
        for lattice in self.lattices:
            mask[lattice.rows] |= lattice.columns
        return mask


def lattice_of(operator: ScalingOperator, threshold: float = SAMPLED_SHARE_OF_PEAK) -> Lattice:
    """The rows and columns with more influence than `threshold` times the largest."""
    rows = operator.row_influence > threshold * operator.row_influence.max()
    columns = operator.column_influence > threshold * operator.column_influence.max()
    trusted = 0.0
    if threshold > SAMPLED_SHARE_OF_PEAK:
        vertical = _weights(operator.left, rows)
        horizontal = _weights(operator.right.T.tocsr(), columns)
        everything, inside = (np.outer(vertical[part], horizontal[part]) for part in (0, 1))
        trusted = float((everything - inside).max())
    return Lattice(rows, columns, operator.ratio, threshold, trusted)


def _weights(matrix: Matrix, sampled: Flags) -> tuple[Weights, Weights]:
    """Per output, Σ|weight| over everything and over what is `sampled`."""
    weights = abs(matrix)
    return column_weight(weights.T.tocsr()), column_weight(weights[:, sampled].T.tocsr())
