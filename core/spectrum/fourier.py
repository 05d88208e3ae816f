"""Log-magnitude spectra and their profiles, with frequencies in cycles per image."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import fft

Channel = NDArray[Any]
Decibels = NDArray[np.float32]

FLOOR_DB = -160.0
"""Magnitudes below this are shown as this; single precision holds nothing meaningful deeper down."""


def log_magnitude(channel: Channel) -> Decibels:
    """Spectrum of a channel (H, W) in 0..255, as (H, W) float32 in dB, zero frequency in the centre.

    0 dB is the mean of an all-white channel: 20·log₁₀(|F| / (255·H·W)), clipped below at `FLOOR_DB`.
    Row y and column x hold the frequencies y − H//2 and x − W//2 in cycles per image.
    """
    height, width = channel.shape
    spectrum = np.abs(fft.fft2(channel.astype(np.float32), workers=-1))
    tiny = np.finfo(np.float32).tiny
    decibels = 20 * np.log10(np.maximum(spectrum / np.float32(255.0 * height * width), tiny))
    return np.asarray(fft.fftshift(np.maximum(decibels, FLOOR_DB)), np.float32)


def frequencies(length: int) -> NDArray[np.int_]:
    """Frequencies in cycles per image along an axis of a centred spectrum, shape (length,)."""
    return np.arange(length) - length // 2


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
