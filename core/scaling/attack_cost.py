"""What the best attack on a pipeline costs, without crafting one.

The smallest change Δ with L·Δ·R = E has ‖Δ‖² = tr((L·Lᵀ)⁻¹ · E · (Rᵀ·R)⁻¹ · Eᵀ): only the small Gram matrices
of the outputs count. In their eigenvectors the problem falls apart into one number per pair of directions;
the tolerance ε of the attack (seed paper, Eq. 1) lets it skip those that are dear.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import toeplitz

from core.scaling.attack_difference import Difference
from core.scaling.coefficients import Matrix

Floats = NDArray[np.floating[Any]]

BLOCK, BLOCKS = 24, 4
"""Outputs of a block and blocks per axis that stand for all: kernels repeat, but phases may drift slowly.

Up to 25 rows LAPACK works alone; larger matrices wake threads that cost a hundred times the work.
"""
TOLERANCE = 1.0
"""ε in grey levels, the attack's default."""
LEAST_GAIN = 1e-12
BISECTIONS = 40


@dataclass(frozen=True, eq=False)
class AxisCost:
    """One axis of a pipeline: eigenvalues of the Gram matrix M·Mᵀ, and the share of the difference in each.

    gain: (k,) positive, how much output energy a unit of source energy buys; share: (k,), sums to 1.
    """

    gain: Floats
    share: Floats


ONE_TO_ONE = AxisCost(np.ones(1), np.ones(1))
"""An axis on which every output is a source pixel."""


def axis_cost(matrix: Matrix, correlation: float) -> AxisCost:
    """The costs of one axis of coefficients (n', n); correlation: of neighbouring outputs, 0..1."""
    length = matrix.shape[0]
    if np.bincount(matrix.indices).max() == 1:  # windows do not overlap, so every output is a direction
        some = matrix[np.linspace(0, length - 1, min(length, BLOCK * BLOCKS)).astype(int)]
        return AxisCost(
            np.asarray(some.power(2).sum(axis=1)).ravel(), np.full(some.shape[0], 1 / some.shape[0])
        )
    count = min(length, BLOCK)
    covariance = toeplitz(correlation ** np.arange(count))
    starts = np.unique(np.linspace(0, length - count, 2 * BLOCKS + 1)[1::2].astype(int))
    blocks = [matrix[start : start + count] for start in starts]
    parts = [np.linalg.eigh((rows @ rows.T).toarray()) for rows in blocks]
    gain = np.concatenate([values for values, _ in parts])
    share = np.concatenate([np.sum(vectors * (covariance @ vectors), axis=0) for _, vectors in parts])
    return AxisCost(np.maximum(gain, LEAST_GAIN), share / share.sum())


def deciding_pixels(vertical: AxisCost, horizontal: AxisCost, difference: Difference) -> float:
    """Σ (A − S)² per output over the mean square of the difference, for the best attack within the tolerance.

    1 where each output copies one pixel, β_v · β_h where it weighs all of its pixels alike: the number of
    pixels that decide an output. Clipping to 0..255 is left out.
    """
    gain = np.outer(vertical.gain, horizontal.gain)
    share = np.outer(vertical.share, horizontal.share)
    damping = _damping(gain, difference.mean_square * share)
    return float(np.sum(share * gain / (gain + damping) ** 2))


def _damping(gain: Floats, energy: Floats) -> float:
    """τ for which the output of the damped solution misses its target by the tolerance (Tikhonov)."""
    if float(energy.sum()) <= TOLERANCE**2:
        return math.inf
    low, high = 1e-15, float(gain.max()) * 1e6
    for _ in range(BISECTIONS):
        middle = math.sqrt(low * high)
        missed = float(np.sum(energy * (middle / (gain + middle)) ** 2))
        low, high = (middle, high) if missed < TOLERANCE**2 else (low, middle)
    return low
