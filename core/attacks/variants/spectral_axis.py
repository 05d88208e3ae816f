"""One axis of the spectral projection: what the windows' frequencies look like to the outputs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.attacks.variants.partial_spectrum import AxisFrequencies, Floats, Spectrum
from core.scaling.coefficients import Matrix

Product = Callable[[NDArray[Any]], NDArray[Any]]
"""Multiplies (k, n) by a matrix from the left."""

NEGLIGIBLE = 1e-6
"""Share of the largest eigenvalue below which others are dropped."""


@dataclass(frozen=True, eq=False)
class SpectralAxis:
    """overlap: L·Lᵀ. waves: the windows' waves times Lᵀ, (p, m).

    every, base: factors U with Uᵀ·U the Gram matrix of all those waves, and of those around zero.
    """

    overlap: Matrix
    waves: Spectrum
    every: Floats
    base: Floats

    def gram(self, values: NDArray[Any]) -> NDArray[Any]:
        """L·Lᵀ·x for x (m, k)."""
        return np.asarray(self.overlap @ values)

    def all_of(self, values: NDArray[Any]) -> NDArray[Any]:
        """Uᵀ·U·x over all frequencies."""
        return np.asarray(self.every.T @ (self.every @ values))

    def base_of(self, values: NDArray[Any]) -> NDArray[Any]:
        """Uᵀ·U·x over the frequencies around zero."""
        return np.asarray(self.base.T @ (self.base @ values))

    def seen(self, values: NDArray[Any]) -> NDArray[Any]:
        """The spectrum of Lᵀ·x at the windows, (p, k)."""
        return np.asarray(self.waves @ values)


def spectral_axis(matrix: Matrix, axis: AxisFrequencies) -> SpectralAxis:
    """`matrix` is L (m, length), float32."""
    # Frequencies come in pairs ±f, so that the imaginary parts of the Gram matrix cancel.
    seen = [np.asarray(matrix @ part.T).T for part in (axis.cosines, axis.sines)]
    waves = np.asarray(seen[0] - 1j * seen[1], np.complex64)
    base = np.concatenate([part[axis.base] for part in seen])
    return SpectralAxis((matrix @ matrix.T).tocsr(), waves, _thin(np.concatenate(seen)), _thin(base))


def both_axes(down: Product, values: NDArray[Any], across: Product) -> NDArray[Any]:
    """down · values · acrossᵀ per channel for values (m, n, 3)."""
    rows, columns, channels = values.shape
    tall = down(values.reshape(rows, -1))
    turned = np.ascontiguousarray(tall.reshape(-1, columns, channels).transpose(1, 0, 2))
    wide = across(turned.reshape(columns, -1)).reshape(-1, len(tall), channels)
    return np.ascontiguousarray(wide.transpose(1, 0, 2))


def _thin(factor: Floats) -> Floats:
    """A factor U with the same Uᵀ·U and as few rows as matter; (k, m)."""
    rows, length = factor.shape
    if rows <= length // 2:
        return factor
    values, vectors = np.linalg.eigh(factor.T.astype(np.float64) @ factor)
    kept = values > NEGLIGIBLE * values[-1]
    return np.asarray((vectors[:, kept] * np.sqrt(values[kept])).T, np.float32)
