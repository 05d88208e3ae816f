"""Spectra of real channels, with frequencies in cycles per image.

A real channel's spectrum is symmetric, |F(−v, −h)| = |F(v, h)|, so the horizontal frequencies from 0 on say
everything. We keep that half alone, in single precision: half the time and memory.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import fft

Shape = tuple[int, int]
Channel = NDArray[Any]
Magnitudes = NDArray[np.float32]
Decibels = NDArray[np.float32]

FLOOR_DB = -160.0
"""Magnitudes below this are shown as this; single precision holds nothing meaningful deeper down."""
FFT_WORKERS = 2


@dataclass(frozen=True, eq=False)
class HalfSpectrum:
    """`magnitude[y, x]` is |F| at y − H//2 vertical and x horizontal cycles per image, x = 0..W//2.

    float32, 1 is the mean of an all-white channel (|F| / (255·H·W)). `shape` is (H, W) of the channel.
    """

    magnitude: Magnitudes
    shape: Shape

    def decibels_at(self, vertical: int, horizontal: int) -> float | None:
        """dB at a frequency in cycles per image; None outside the spectrum."""
        height, width = self.shape
        row, column = vertical + height // 2, horizontal + width // 2
        if not (0 <= row < height and 0 <= column < width):
            return None
        if horizontal < 0:
            row, horizontal = int(opposite_rows(height)[row]), -horizontal
        return float(decibels(self.magnitude[row, horizontal]))

    @property
    def multiplicity(self) -> NDArray[np.float32]:
        """How many columns of the whole spectrum each column stands for, 1 or 2, shape (W//2 + 1,)."""
        width = self.shape[1]
        times = np.full(width // 2 + 1, 2, np.float32)
        times[0] = 1
        if width % 2 == 0:
            times[-1] = 1
        return times


def half_spectrum(channel: Channel) -> HalfSpectrum:
    """Spectrum of a channel (H, W) in 0..255."""
    height, width = channel.shape
    transformed = fft.rfft2(channel.astype(np.float32, copy=False), workers=FFT_WORKERS)
    magnitude = np.empty(transformed.shape, np.float32)
    # Zero frequency goes to the middle row on the way, which saves a copy.
    np.abs(transformed[(height + 1) // 2 :], out=magnitude[: height // 2])
    np.abs(transformed[: (height + 1) // 2], out=magnitude[height // 2 :])
    magnitude *= np.float32(1 / (255.0 * height * width))
    return HalfSpectrum(magnitude, (height, width))


def decibels(magnitude: NDArray[np.float32] | np.float32) -> Decibels:
    """20·log₁₀, clipped below at `FLOOR_DB`."""
    floor = np.float32(10 ** (FLOOR_DB / 20))
    level = np.float32(20) * np.log10(np.maximum(magnitude, floor))
    return np.asarray(np.maximum(level, np.float32(FLOOR_DB)), np.float32)


def log_magnitude(channel: Channel) -> Decibels:
    """The whole spectrum of a channel (H, W) in 0..255, as (H, W) float32 in dB, zero frequency centred.

    Row y and column x hold the frequencies y − H//2 and x − W//2 in cycles per image.
    """
    half = half_spectrum(channel)
    values = decibels(half.magnitude)
    height, width = half.shape
    mirrored = values[opposite_rows(height), 1 : width // 2 + 1][:, ::-1]
    return np.ascontiguousarray(np.concatenate([mirrored, values[:, : width - width // 2]], axis=1))


def frequencies(length: int) -> NDArray[np.int_]:
    """Frequencies in cycles per image along an axis of a centred spectrum, shape (length,)."""
    return np.arange(length) - length // 2


def opposite_rows(height: int) -> NDArray[np.int_]:
    """For each row of a centred spectrum the row of the negative frequency, shape (height,)."""
    return (2 * (height // 2) - np.arange(height)) % height


def radial_profile(log_mag: Decibels) -> Decibels:
    """Mean dB on the rings of radius 0, 1, 2, … cycles per image, shape (R,), R = min(H, W)//2 + 1.

    Rings are circles in cycles per image, so in an oblong image a radius is not one spatial frequency.
    """
    height, width = log_mag.shape
    radius = np.hypot(frequencies(height)[:, None], frequencies(width)[None, :])
    ring = np.rint(radius).astype(np.int64).ravel()
    length = min(height, width) // 2 + 1
    total = np.bincount(ring, weights=log_mag.ravel(), minlength=length)[:length]
    count = np.bincount(ring, minlength=length)[:length]
    return np.asarray(total / np.maximum(count, 1), np.float32)


def axis_profiles(log_mag: Decibels) -> tuple[Decibels, Decibels]:
    """Mean dB per vertical frequency 0..H//2 and per horizontal frequency 0..W//2.

    Each averages over the other axis; negative and positive frequencies of a real channel are equal.
    """
    height, width = log_mag.shape
    vertical = log_mag.mean(axis=1)[: height // 2 + 1][::-1]
    horizontal = log_mag.mean(axis=0)[: width // 2 + 1][::-1]
    return np.ascontiguousarray(vertical), np.ascontiguousarray(horizontal)
