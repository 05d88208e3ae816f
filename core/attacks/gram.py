"""The inverses of the Gram matrices L·Lᵀ and Rᵀ·R, banded like the kernels that they belong to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import LinAlgError, cho_solve_banded, cholesky_banded

from core.attacks.banded import Piece, add_weighted, cut, gathered
from core.scaling.coefficients import Matrix

Floats = NDArray[np.float32]

WIDEST_BAND = 16
"""Neighbours on either side that an output may share pixels with; more are dear, and badly conditioned."""

RIDGE = 1e-3
"""Added to a Gram matrix, as a share of its largest entry: what is hardly reachable is not asked for."""

NEGLIGIBLE = 1e-4
"""Share of an inverse's largest entry below which entries are dropped; they fall off with the distance."""

STEP = 64
"""Outputs in one piece of an inverse."""


@dataclass(frozen=True, eq=False)
class GramInverse:
    """(L·Lᵀ)⁻¹ and (Rᵀ·R)⁻¹, in pieces."""

    vertical: tuple[Piece, ...]
    horizontal: tuple[Piece, ...]

    def solved(self, values: Floats) -> Floats:
        """(L·Lᵀ)⁻¹ · values (m, 3, n) · (Rᵀ·R)⁻¹."""
        rows, channels, columns = values.shape
        flat, down = values.reshape(rows, -1), np.zeros((rows, channels * columns), np.float32)
        for piece in self.vertical:
            add_weighted(piece, flat[piece.positions], down)
        return gathered(self.horizontal, down.reshape(-1, columns), columns).reshape(values.shape)


def gram_inverse(left: Matrix, right: Matrix) -> GramInverse | None:
    """The inverses for L (m, r) and R (c, n); None for kernels that are too wide."""
    vertical, horizontal = _pieces(left @ left.T), _pieces(right.T @ right)
    return None if vertical is None or horizontal is None else GramInverse(vertical, horizontal)


def _pieces(gram: Matrix) -> tuple[Piece, ...] | None:
    """The inverse of a Gram matrix; None where it has none, or too many bands."""
    factor = _factor(gram)
    if factor is None:
        return None
    size = gram.shape[0]
    inverse = cho_solve_banded((factor, True), np.eye(size, dtype=np.float32), check_finite=False)
    inverse[np.abs(inverse) < NEGLIGIBLE * np.abs(inverse).max()] = 0
    return cut(Matrix(inverse), STEP)


def _factor(gram: Matrix) -> NDArray[np.float32] | None:
    """The banded Cholesky factor."""
    entries = gram.tocoo()
    below = entries.row - entries.col
    width = int(below.max(initial=0))
    if width > WIDEST_BAND:
        return None
    bands = np.zeros((width + 1, gram.shape[0]), np.float32)
    lower = below >= 0
    bands[below[lower], entries.col[lower]] = entries.data[lower]
    bands[0] += np.float32(RIDGE) * bands[0].max()
    try:
        return np.asarray(cholesky_banded(bands, lower=True, check_finite=False), np.float32)
    except LinAlgError:
        return None
