"""The kernel functions w(x) of the scaling algorithms (seed paper, Fig. 6)."""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

_HAMMING = float(np.float32(0.54)), float(np.float32(0.46))
"""Pillow writes these two constants in single precision."""


def box(x: Values) -> Values:
    """1 on (−0.5, 0.5], the half-open box of Pillow's BOX."""
    return ((x > -0.5) & (x <= 0.5)).astype(np.float64)


def triangle(x: Values) -> Values:
    """1 − |x| on [−1, 1]: bilinear."""
    return np.clip(1.0 - np.abs(x), 0.0, None)


def cubic(x: Values, a: float) -> Values:
    """Keys' cubic convolution with free parameter `a`, support 2 (Keys 1981, Eq. 15)."""
    t = np.abs(x)
    inner = ((a + 2.0) * t - (a + 3.0)) * t * t + 1.0
    outer = (((t - 5.0) * t + 8.0) * t - 4.0) * a
    return np.where(t < 1.0, inner, np.where(t < 2.0, outer, 0.0))


def lanczos(x: Values, lobes: int) -> Values:
    """sinc(x) · sinc(x / lobes) on (−lobes, lobes)."""
    return np.where(np.abs(x) < lobes, np.sinc(x) * np.sinc(x / lobes), 0.0)


def hamming(x: Values) -> Values:
    """sinc(x) · (0.54 + 0.46 cos πx) on (−1, 1): Pillow's HAMMING."""
    angle = np.where(x == 0.0, 1.0, x * np.pi)
    inner = np.where(x == 0.0, 1.0, np.sin(angle) / angle * (_HAMMING[0] + _HAMMING[1] * np.cos(angle)))
    return np.where(np.abs(x) < 1.0, inner, 0.0)


def gaussian(x: Values, radius: float) -> Values:
    """exp(−x² / 2σ²) with σ = radius / 3, on (−radius, radius): TensorFlow's gaussian."""
    return np.where(np.abs(x) < radius, np.exp(-(x**2) * 4.5 / radius**2), 0.0)


def mitchell(x: Values) -> Values:
    """Mitchell and Netravali's cubic with B = C = 1/3, support 2."""
    t = np.abs(x)
    inner = ((7 / 6 * t - 2) * t) * t + 8 / 9
    outer = ((-7 / 18 * t + 2) * t - 10 / 3) * t + 16 / 9
    return np.where(t < 1.0, inner, np.where(t < 2.0, outer, 0.0))


def b_spline(x: Values) -> Values:
    """Cubic B-spline, support 2; smooths unless its samples are prefiltered."""
    t = np.abs(x)
    inner = 2 / 3 - t * t * (1 - t / 2)
    return np.where(t < 1.0, inner, np.where(t < 2.0, (2 - t) ** 3 / 6, 0.0))
