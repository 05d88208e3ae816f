"""Coefficient matrices cut into small dense pieces, which BLAS multiplies fastest if they are banded."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.scaling.coefficients import Matrix

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Piece:
    """Some consecutive positions, the outputs they reach, and the weights between them.

    weights: (outputs, positions) float32; turned: the same transposed.
    """

    positions: slice
    outputs: slice
    weights: Floats
    turned: Floats


def cut(matrix: Matrix, step: int) -> tuple[Piece, ...]:
    """The columns of `matrix` (outputs, length) in pieces of `step` positions."""
    by_column = matrix.tocsc()
    return tuple(
        _piece(by_column, slice(start, min(start + step, matrix.shape[1])))
        for start in range(0, matrix.shape[1], step)
    )


def gathered(pieces: tuple[Piece, ...], values: Floats, outputs: int) -> Floats:
    """values (k, length) times the matrix's transpose: what every output sees, (k, outputs)."""
    result = np.zeros((len(values), outputs), np.float32)
    for piece in pieces:
        result[:, piece.outputs] += values[:, piece.positions] @ piece.turned
    return result


def spread(pieces: tuple[Piece, ...], values: Floats) -> Floats:
    """values (k, outputs) times the matrix: what every position gets back, (k, length)."""
    result = np.empty((len(values), pieces[-1].positions.stop), np.float32)
    for piece in pieces:
        np.matmul(values[:, piece.outputs], piece.weights, out=result[:, piece.positions])
    return result


def _piece(by_column: Matrix, positions: slice) -> Piece:
    first, last = by_column.indptr[positions.start], by_column.indptr[positions.stop]
    rows = by_column.indices[first:last]
    outputs = slice(int(rows.min()), int(rows.max()) + 1) if rows.size else slice(0, 0)
    turned = np.zeros((positions.stop - positions.start, outputs.stop - outputs.start), np.float32)
    counts = np.diff(by_column.indptr[positions.start : positions.stop + 1])
    turned[np.repeat(np.arange(len(turned)), counts), rows - outputs.start] = by_column.data[first:last]
    return Piece(positions, outputs, np.ascontiguousarray(turned.T), turned)
