"""Coefficient matrices cut into small dense pieces, which BLAS multiplies fastest if they are banded.

Every product is kept so small that OpenBLAS computes it on the calling thread: its own threads gain nothing
on matrices of a few rows, and where other programs keep the processor busy they wait for each other long.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.scaling.coefficients import Matrix

Floats = NDArray[np.float32]

SINGLE_THREADED = 250_000
"""Multiplications in one product; OpenBLAS starts threads from 4 · 65,536 on (interface/gemm.c)."""


@dataclass(frozen=True, eq=False)
class Piece:
    """Some consecutive positions, the outputs they reach, and the weights between them.

    weights: (outputs, positions) float32; turned: the same transposed.
    """

    positions: slice
    outputs: slice
    weights: Floats
    turned: Floats

    @property
    def lines_at_once(self) -> int:
        """Lines that one product may take."""
        return max(1, SINGLE_THREADED // max(self.weights.size, 1))

    @cached_property
    def squared(self) -> "Piece":
        """The same with every weight squared."""
        return replace(self, weights=np.square(self.weights), turned=np.square(self.turned))


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
        for lines in _chunks(len(values), piece.lines_at_once):
            result[lines, piece.outputs] += values[lines, piece.positions] @ piece.turned
    return result


def spread(pieces: tuple[Piece, ...], values: Floats) -> Floats:
    """values (k, outputs) times the matrix: what every position gets back, (k, length)."""
    result = np.empty((len(values), pieces[-1].positions.stop), np.float32)
    for piece in pieces:
        for lines in _chunks(len(values), piece.lines_at_once):
            np.matmul(values[lines, piece.outputs], piece.weights, out=result[lines, piece.positions])
    return result


def add_weighted(piece: Piece, values: Floats, result: Floats) -> None:
    """result (outputs, k) += weights · values (positions, k)."""
    part = result[piece.outputs]
    if values.shape[1] <= piece.lines_at_once:
        part += piece.weights @ values
        return
    for lines in _chunks(values.shape[1], piece.lines_at_once):
        part[:, lines] += piece.weights @ values[:, lines]


def weighted_back(piece: Piece, values: Floats) -> Floats:
    """weightsᵀ · values (all outputs, k), (positions, k)."""
    part = values[piece.outputs]
    if values.shape[1] <= piece.lines_at_once:
        return np.asarray(piece.turned @ part)
    result = np.empty((len(piece.turned), values.shape[1]), np.float32)
    for lines in _chunks(values.shape[1], piece.lines_at_once):
        np.matmul(piece.turned, part[:, lines], out=result[:, lines])
    return result


def dot(a: NDArray[Any], b: NDArray[Any]) -> float:
    """Σ a·b on the calling thread; `np.vdot` starts OpenBLAS's threads."""
    return float(np.einsum("i,i->", a.ravel(), b.ravel()))


def squares(a: Floats) -> float:
    """Σ a² of a contiguous array, summed up in double precision on the calling thread."""
    return float(cv2.norm(a.reshape(len(a), -1), cv2.NORM_L2SQR))


def _chunks(count: int, size: int) -> list[slice]:
    return [slice(start, min(start + size, count)) for start in range(0, count, size)]


def _piece(by_column: Matrix, positions: slice) -> Piece:
    first, last = by_column.indptr[positions.start], by_column.indptr[positions.stop]
    rows = by_column.indices[first:last]
    outputs = slice(int(rows.min()), int(rows.max()) + 1) if rows.size else slice(0, 0)
    turned = np.zeros((positions.stop - positions.start, outputs.stop - outputs.start), np.float32)
    counts = np.diff(by_column.indptr[positions.start : positions.stop + 1])
    turned[np.repeat(np.arange(len(turned)), counts), rows - outputs.start] = by_column.data[first:last]
    return Piece(positions, outputs, np.ascontiguousarray(turned.T), turned)
