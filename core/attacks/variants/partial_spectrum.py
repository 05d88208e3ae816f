"""The spectrum of an image around the multiples of a target size, and the way back.

Only these few frequencies are transformed, by matrix products in strips: a whole FFT of a large image would
not let anybody cancel. Transforms are unitary, so energies in the image and in the spectrum agree.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.images.arrays import Shape

Floats = NDArray[np.float32]
Spectrum = NDArray[np.complex64]
Poll = Callable[[], None]

STRIP_FLOPS = 1.5e9
"""Operations between two polls."""


@dataclass(frozen=True, eq=False)
class AxisFrequencies:
    """Frequencies along an axis of `length` pixels, in cycles per image.

    cosines, sines: (count, length), of 2πfy/length, over √length. offsets: how far each frequency is from
    the nearest multiple of the target length; orders: which multiple that is.
    """

    frequencies: NDArray[np.int_]
    offsets: NDArray[np.int_]
    orders: NDArray[np.int_]
    cosines: Floats
    sines: Floats

    @property
    def base(self) -> NDArray[np.bool_]:
        """Which of them lie around zero, (count,)."""
        return np.asarray(self.orders == 0, np.bool_)


def axis_frequencies(length: int, target_length: int, radius: int) -> AxisFrequencies:
    """All frequencies within `radius` of a multiple of the target length, zero included; each once."""
    every = np.arange(length) - length // 2
    orders = np.rint(every / target_length).astype(np.int_)
    offsets = every - orders * target_length
    kept = np.abs(offsets) <= radius
    frequencies = every[kept]
    phase = np.outer(frequencies, np.arange(length)) % length * (2 * np.pi / length)
    scale = 1 / np.sqrt(length)
    cosines, sines = (np.float32(scale) * wave(phase).astype(np.float32) for wave in (np.cos, np.sin))
    return AxisFrequencies(frequencies, offsets[kept], orders[kept], cosines, sines)


@dataclass(frozen=True, eq=False)
class LatticeWindows:
    """The product of a vertical and a horizontal set of frequencies: windows around a size's lattice."""

    vertical: AxisFrequencies
    horizontal: AxisFrequencies

    @property
    def replicas(self) -> NDArray[np.bool_]:
        """(p, q): all but the window around zero frequency, which is the picture itself."""
        return ~np.outer(self.vertical.base, self.horizontal.base)

    def transform(self, image: Floats, poll: Poll) -> Spectrum:
        """Spectrum (p, q, C) of an image (H, W, C)."""
        height, width, channels = image.shape
        down, across = self.vertical, self.horizontal
        both = np.concatenate([down.cosines, -down.sines])
        result = np.zeros((len(down.frequencies), len(across.frequencies), channels), np.complex64)
        for columns in _strips(width, 2 * both.size * channels):
            poll()
            part = image[:, columns].reshape(height, -1)
            tall = (both @ part).reshape(2, -1, columns.stop - columns.start, channels)
            waves = (across.cosines[:, columns] - 1j * across.sines[:, columns]).astype(np.complex64)
            result += np.einsum("pwc,qw->pqc", tall[0] + 1j * tall[1], waves, optimize=True)
        return result

    def add_back(self, image: Floats, spectrum: Spectrum, poll: Poll) -> None:
        """Add the picture of a spectrum (p, q, C), symmetric as those of real images, to (H, W, C)."""
        height, width, channels = image.shape
        down, across = self.vertical, self.horizontal
        waves = (across.cosines + 1j * across.sines).astype(np.complex64)
        wide = np.einsum("pqc,qw->pwc", spectrum, waves, optimize=True).reshape(len(down.frequencies), -1)
        parts = np.concatenate([wide.real, -wide.imag])
        both = np.concatenate([down.cosines, down.sines])
        for rows in _strips(height, 4 * parts.size):
            poll()
            image[rows] += (both[:, rows].T @ parts).reshape(-1, width, channels)


def lattice_windows(shape: Shape, target_shape: Shape, radius: int) -> LatticeWindows:
    """Windows for images of `shape`, `radius` cycles on each side of every multiple of the target size."""
    vertical, horizontal = (
        axis_frequencies(length, target, radius) for length, target in zip(shape, target_shape, strict=True)
    )
    return LatticeWindows(vertical, horizontal)


def _strips(length: int, flops_each: float) -> list[slice]:
    step = max(1, int(STRIP_FLOPS / max(flops_each, 1.0)))
    return [slice(start, min(start + step, length)) for start in range(0, length, step)]
