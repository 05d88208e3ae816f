"""The nearest image that scales to the target and has no more than the source at given frequencies.

Projections onto {X: L·X·R = T} in a norm that makes change at the suppressed frequencies dear, and onto the
box 0..255, in turn. With S the source and M the norm's weight, the first is X = Y + M⁻¹·Lᵀ·λ·Rᵀ with
(L⊗R)·M⁻¹·(L⊗R)ᵀ·λ = T - L·Y·R; M⁻¹ only takes a share ρ of the suppressed frequencies away, so that this
system is one of the output's size, solved by conjugate gradients.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.attacks.variants.banded_scaling import BandedScaling
from core.attacks.variants.partial_spectrum import Floats, LatticeWindows, Poll, Spectrum
from core.attacks.variants.spectral_axis import SpectralAxis, both_axes, spectral_axis
from core.images.arrays import RGB

MOST_STEPS = 150
RESIDUAL = 0.1
"""Grey levels of output error at which the conjugate gradients stop."""


@dataclass(frozen=True, eq=False)
class SpectralProjection:
    """share: ρ, 0..1, how much of the change at the windows' replicas is taken away."""

    scaling: BandedScaling
    windows: LatticeWindows
    share: float

    def onto_target(self, image: Floats, target: Floats, poll: Poll) -> int:
        """Move (H, W, 3), in place, to the nearest image with the output `target`; the steps it took."""
        multipliers, steps = self._solved(target - self._output(image, poll), poll)
        pull = self.scaling.widened(multipliers)
        spectrum = both_axes(self._vertical.seen, multipliers, self._horizontal.seen)
        away = self._widened(spectrum, poll)
        for rows in self.windows.strips(3):
            poll()
            image[rows] += self.scaling.pull(pull, rows)
            image[rows] += self.windows.rows(away, rows)
            np.clip(image[rows], 0, 255, out=image[rows])
        return steps

    def suppress(self, image: Floats, source: RGB, poll: Poll) -> None:
        """Take the share ρ of the replicas out of image - source, in place; both (H, W, 3)."""
        spectrum = self.windows.transform(lambda rows: image[rows] - source[rows], 3, poll)
        away = self._widened(spectrum, poll)
        for rows in self.windows.strips(3):
            poll()
            image[rows] += self.windows.rows(away, rows)

    def _output(self, image: Floats, poll: Poll) -> Floats:
        vertical = self.scaling.nothing()
        for rows in self.scaling.bands():
            poll()
            self.scaling.add(vertical, image[rows], rows)
        return self.scaling.output(vertical)

    def _widened(self, spectrum: Spectrum, poll: Poll) -> Floats:
        """The share of the replicas with the opposite sign, ready for `LatticeWindows.rows`."""
        taken = spectrum * (np.float32(-self.share) * self.windows.replicas[..., None])
        return self.windows.widened(taken.astype(np.complex64), poll)

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
        result = both_axes(rows.gram, multipliers, columns.gram)
        replicated = both_axes(rows.all_of, multipliers, columns.all_of)
        replicated -= both_axes(rows.base_of, multipliers, columns.base_of)
        return np.asarray(result - np.float32(self.share) * replicated, np.float32)

    @cached_property
    def _vertical(self) -> SpectralAxis:
        return spectral_axis(self.scaling.left, self.windows.vertical)

    @cached_property
    def _horizontal(self) -> SpectralAxis:
        return spectral_axis(self.scaling.right.T.tocsr(), self.windows.horizontal)
