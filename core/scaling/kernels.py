"""The kernel functions w(x) of the scaling algorithms (seed paper, Fig. 6)."""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


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
