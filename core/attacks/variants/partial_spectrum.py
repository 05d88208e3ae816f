"""The spectrum of an image around the multiples of a target size, and the way back.

Only these few frequencies are transformed, by matrix products a few rows at a time: a whole FFT of a large
image would not let anybody cancel. Transforms are unitary: energies in image and spectrum agree.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.images.arrays import Shape

Floats = NDArray[np.float32]
Spectrum = NDArray[np.complex64]
Poll = Callable[[], None]
Rows = Callable[[slice], Floats]
"""Gives some rows (k, W, C) of an image."""

STRIP_OPERATIONS = 1.5e8
"""Multiplications between two polls."""


@dataclass(frozen=True, eq=False)
class AxisFrequencies:
    """Frequencies along an axis of some length, in cycles per image, p of them.

    cosines, sines: (p, length), of 2πfy/length, over √length. offsets: how far each frequency is from the
    nearest multiple of the target length; orders: which multiple that is.
    """

    frequencies: NDArray[np.int_]
    offsets: NDArray[np.int_]
    orders: NDArray[np.int_]
    cosines: Floats
    sines: Floats

    @property
    def base(self) -> NDArray[np.bool_]:
        """Which of them lie around zero, (p,)."""
        return np.asarray(self.orders == 0, np.bool_)

    @property
    def waves(self) -> Spectrum:
        """exp(-2πify/length)/√length, (p, length)."""
        return np.asarray(self.cosines - 1j * self.sines, np.complex64)


def axis_frequencies(length: int, target_length: int, radius: int) -> AxisFrequencies:
    """All frequencies within `radius` of a multiple of the target length, zero included; each once."""
    every = np.arange(length) - length // 2
    orders = np.rint(every / target_length).astype(np.int_)
    offsets = every - orders * target_length
    kept = np.abs(offsets) <= radius
    frequencies = every[kept]
    phase = np.outer(frequencies, np.arange(length)) % length * (2 * np.pi / length)
    scale = np.float32(1 / np.sqrt(length))
    cosines, sines = (scale * wave(phase).astype(np.float32) for wave in (np.cos, np.sin))
    return AxisFrequencies(frequencies, offsets[kept], orders[kept], cosines, sines)


@dataclass(frozen=True, eq=False)
class LatticeWindows:
    """The product of p vertical and q horizontal frequencies: windows around a size's lattice."""

    vertical: AxisFrequencies
    horizontal: AxisFrequencies

    @property
    def shape(self) -> Shape:
        """(H, W) of the images."""
        return self.vertical.cosines.shape[1], self.horizontal.cosines.shape[1]

    @property
    def replicas(self) -> NDArray[np.bool_]:
        """(p, q): all but the window around zero frequency, which is the picture itself."""
        return ~np.outer(self.vertical.base, self.horizontal.base)

    def transform(self, rows_of: Rows, channels: int, poll: Poll) -> Spectrum:
        """Spectrum (p, q, C) of the image (H, W, C) that `rows_of` gives."""
        height, width = self.shape
        both = np.concatenate([self.vertical.cosines, -self.vertical.sines])
        tall = np.zeros((len(both), width * channels), np.float32)
        for rows in strips(height, len(both) * width * channels):
            poll()
            image = rows_of(rows)
            tall += both[:, rows] @ image.reshape(len(image), -1)
        parts = tall.reshape(2, -1, width, channels)
        return _across(parts[0], parts[1], self.horizontal.waves.T, poll)

    def widened(self, spectrum: Spectrum, poll: Poll) -> Floats:
        """What `rows` needs of a spectrum (p, q, C), symmetric as those of real images."""
        waves = self.horizontal.waves.conj()
        wide = _across(spectrum.real, spectrum.imag, waves, poll).reshape(len(spectrum), -1)
        return np.concatenate([wide.real, -wide.imag])

    def rows(self, widened: Floats, rows: slice) -> Floats:
        """Some rows (k, W, C) of the picture of a spectrum."""
        both = np.concatenate([self.vertical.cosines[:, rows], self.vertical.sines[:, rows]])
        return (both.T @ widened).reshape(both.shape[1], self.shape[1], -1)

    def strips(self, channels: int) -> list[slice]:
        """Rows of an image in pieces that take about equally long to make."""
        height, width = self.shape
        return strips(height, 2 * len(self.vertical.frequencies) * width * channels)


def lattice_windows(shape: Shape, target_shape: Shape, radius: int) -> LatticeWindows:
    """Windows for images of `shape`, `radius` cycles on each side of every multiple of the target size."""
    vertical, horizontal = (
        axis_frequencies(length, target, radius) for length, target in zip(shape, target_shape, strict=True)
    )
    return LatticeWindows(vertical, horizontal)


def strips(length: int, operations: float) -> list[slice]:
    """0..length in pieces; `operations` is what each unit of length costs."""
    step = max(1, int(STRIP_OPERATIONS / max(operations, 1.0)))
    return [slice(start, min(start + step, length)) for start in range(0, length, step)]


def _across(real: Floats, imaginary: Floats, matrix: Spectrum, poll: Poll) -> Spectrum:
    """The second axis of two parts (p, k, C) of complex numbers times a matrix (k, l), (p, l, C)."""
    count, length, channels = real.shape
    result = np.empty((count, matrix.shape[1], channels), np.complex64)
    for part in strips(count, 4 * length * matrix.shape[1]):
        for channel in range(channels):
            poll()
            values = real[part, :, channel] + np.complex64(1j) * imaginary[part, :, channel]
            result[part, :, channel] = values @ matrix
    return result
