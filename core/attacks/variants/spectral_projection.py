"""The nearest image that scales to the target and has no more than the source at given frequencies.

Projections onto {X: L·X·R = T} in a norm that makes change at the suppressed frequencies dear, and onto the
box 0..255, in turn. With S the source and M the norm's weight, the first is X = Y + M⁻¹·Lᵀ·λ·Rᵀ with
(L⊗R)·M⁻¹·(L⊗R)ᵀ·λ = T - L·Y·R; M⁻¹ only takes a share ρ of the suppressed frequencies away, so that this
system is one of the output's size, solved by conjugate gradients.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.attacks.variants.partial_spectrum import AxisFrequencies, Floats, LatticeWindows, Poll
from core.scaling.coefficients import Matrix
from core.scaling.operator import ScalingOperator

MOST_STEPS = 150
RESIDUAL = 0.1
"""Grey levels of output error at which the conjugate gradients stop."""
NEGLIGIBLE = 1e-6
"""Share of the largest eigenvalue below which others are dropped."""


@dataclass(frozen=True, eq=False)
class SpectralProjection:
    """share: ρ, 0..1, how much of the change at the windows' replicas is taken away."""

    operator: ScalingOperator
    windows: LatticeWindows
    share: float

    def onto_target(self, image: Floats, target: Floats, poll: Poll) -> tuple[Floats, int]:
        """The nearest image to (H, W, 3) whose output is the target (h', w', 3), and the steps it took."""
        missing = np.asarray(target - self.operator.forward(image), np.float32)
        multipliers, steps = self._solved(missing, poll)
        pull = np.asarray(self.operator.adjoint(multipliers), np.float32)
        self.suppress(pull, poll)
        return image + pull, steps

    def suppress(self, change: Floats, poll: Poll) -> None:
        """Take the share ρ of the replicas out of a change (H, W, 3), in place."""
        spectrum = self.windows.transform(change, poll)
        spectrum *= np.float32(-self.share) * self.windows.replicas[..., None]
        self.windows.add_back(change, spectrum, poll)

    def _solved(self, missing: Floats, poll: Poll) -> tuple[Floats, int]:
        """Conjugate gradients for all channels at once."""
        solution, residual = np.zeros_like(missing), missing.copy()
        direction, energy = residual.copy(), float(np.vdot(residual, residual))
        for step in range(MOST_STEPS):
            poll()
            if np.abs(residual).max() <= RESIDUAL:
                return solution, step
            image = self._normal(direction)
            length = np.float32(energy / max(float(np.vdot(direction, image)), 1e-20))
            solution += length * direction
            residual -= length * image
            before, energy = energy, float(np.vdot(residual, residual))
            direction = residual + np.float32(energy / max(before, 1e-20)) * direction
        return solution, MOST_STEPS

    def _normal(self, multipliers: Floats) -> Floats:
        """(L⊗R)·M⁻¹·(L⊗R)ᵀ·λ for λ (h', w', 3)."""
        rows, columns = self._vertical, self._horizontal
        result = _both(lambda x: rows.gram @ x, multipliers, lambda x: columns.gram @ x)
        replicated = _both(rows.all_of, multipliers, columns.all_of)
        replicated -= _both(rows.base_of, multipliers, columns.base_of)
        return np.asarray(result - np.float32(self.share) * replicated, np.float32)

    @cached_property
    def _vertical(self) -> "_Axis":
        return _axis(self.operator.left, self.windows.vertical)

    @cached_property
    def _horizontal(self) -> "_Axis":
        return _axis(self.operator.right.T.tocsr(), self.windows.horizontal)


@dataclass(frozen=True, eq=False)
class _Axis:
    """One axis of the normal matrix. gram: L·Lᵀ; every, base: factors U with Uᵀ·U the Gram matrix of the
    windows' frequencies (of those around zero) as L sees them."""

    gram: Matrix
    every: Floats
    base: Floats

    def all_of(self, values: Floats) -> Floats:
        """UᵀU·x for x (length, k)."""
        return self.every.T @ (self.every @ values)

    def base_of(self, values: Floats) -> Floats:
        """The same for the frequencies around zero."""
        return self.base.T @ (self.base @ values)


def _axis(matrix: Matrix, axis: AxisFrequencies) -> _Axis:
    single = matrix.astype(np.float32)
    # Frequencies come in pairs ±f, so that the imaginary parts of the Gram matrix cancel.
    seen = [np.asarray(single @ waves.T).T for waves in (axis.cosines, axis.sines)]
    base = np.concatenate([part[axis.base] for part in seen])
    gram = (single @ single.T).tocsr()
    return _Axis(gram, _thin(np.concatenate(seen)), _thin(base))


def _thin(factor: Floats) -> Floats:
    """A factor U with the same Uᵀ·U and as few rows as matter; (k, length)."""
    rows, length = factor.shape
    if rows <= length // 2:
        return factor
    values, vectors = np.linalg.eigh(factor.T.astype(np.float64) @ factor)
    kept = values > NEGLIGIBLE * values[-1]
    return np.asarray((vectors[:, kept] * np.sqrt(values[kept])).T, np.float32)


def _both(down: Callable[[Floats], Floats], values: Floats, across: Callable[[Floats], Floats]) -> Floats:
    """down · values · acrossᵀ per channel for values (m, n, 3)."""
    rows, columns, channels = values.shape
    tall = np.asarray(down(values.reshape(rows, -1))).reshape(rows, columns, channels)
    turned = np.ascontiguousarray(tall.transpose(1, 0, 2)).reshape(columns, -1)
    wide: NDArray[np.float32] = np.asarray(across(turned)).reshape(columns, rows, channels)
    return np.ascontiguousarray(wide.transpose(1, 0, 2))
