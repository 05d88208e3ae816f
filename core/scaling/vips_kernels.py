"""The kernels of libvips (libvips/resample/templates.h) and its tables of fixed-point weights.

Weights are cut off, not rounded, after twelve bits, so each formula keeps the library's order of
operations: a last digit can move a weight by one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

WEIGHT_BITS = 12
"""VIPS_INTERPOLATE_SHIFT."""
PHASES = 64
"""Positions between two pixels that have weights of their own (VIPS_TRANSFORM_SCALE)."""


@dataclass(frozen=True)
class Kernel:
    """`name` is libvips's, `support` the half width in pixels at ratio 1; `weight(x)` for x in pixels."""

    name: str
    support: float
    weight: Callable[[Values], Values]


def triangle(x: Values) -> Values:
    """1 − |x| on [−1, 1]."""
    return np.where(np.abs(x) < 1.0, 1.0 - np.abs(x), 0.0)


def cubic(x: Values, b: float, c: float) -> Values:
    """Mitchell and Netravali's family (Reconstruction Filters in Computer Graphics, 1988), support 2."""
    t = np.abs(x)
    square, cube = t * t, t * t * t
    inner = ((12 - 9 * b - 6 * c) * cube + (-18 + 12 * b + 6 * c) * square + (6 - 2 * b)) / 6
    outer = (-b - 6 * c) * cube + (6 * b + 30 * c) * square + (-12 * b - 48 * c) * t + (8 * b + 24 * c)
    return np.where(t <= 1.0, inner, np.where(t <= 2.0, outer / 6, 0.0))


def lanczos(x: Values, lobes: int) -> Values:
    """sinc(x) · sinc(x / lobes) on [−lobes, lobes]."""
    return np.where(np.abs(x) <= lobes, _sinc(x) * _sinc(x / lobes), 0.0)


def _sinc(x: Values) -> Values:
    angle = np.where(x == 0.0, 1.0, x * np.pi)
    return np.asarray(np.where(x == 0.0, 1.0, np.sin(angle) / angle), np.float64)


def magic_2013(x: Values) -> Values:
    """Magic Kernel Sharp 2013 (Costella), support 2.5."""
    t = np.abs(x)
    pieces = [(t - 2.5) * (t - 2.5) / -8.0, (4.0 * t * t - 11.0 * t + 7.0) / 4.0]
    return np.select([t >= 2.5, t >= 1.5, t >= 0.5], [0.0 * t, *pieces], 17.0 / 16.0 - 7.0 * t * t / 4.0)


def magic_2021(x: Values) -> Values:
    """Magic Kernel Sharp 2021 (Costella), support 4.5."""
    t = np.abs(x)
    pieces = [
        (4.0 * t * t - 36.0 * t + 81.0) / -1152.0,
        (4.0 * t * t - 27.0 * t + 45.0) / 144.0,
        (24.0 * t * t - 113.0 * t + 130.0) / -144.0,
        (140.0 * t * t - 379.0 * t + 239.0) / 144.0,
    ]
    edges = [t >= 4.5, t >= 3.5, t >= 2.5, t >= 1.5, t >= 0.5]
    return np.select(edges, [0.0 * t, *pieces], 577.0 / 576.0 - 239.0 * t * t / 144.0)


KERNELS: dict[str, Kernel] = {
    "nearest": Kernel("nearest", 0.5, np.ones_like),
    "bilinear": Kernel("linear", 1.0, triangle),
    "bicubic": Kernel("cubic", 2.0, partial(cubic, b=0.0, c=0.5)),
    "mitchell": Kernel("mitchell", 2.0, partial(cubic, b=1.0 / 3.0, c=1.0 / 3.0)),
    "lanczos2": Kernel("lanczos2", 2.0, partial(lanczos, lobes=2)),
    "lanczos": Kernel("lanczos3", 3.0, partial(lanczos, lobes=3)),
    "mks2013": Kernel("mks2013", 2.5, magic_2013),
    "mks2021": Kernel("mks2021", 4.5, magic_2021),
}
"""By algorithm id of the catalogue."""


@lru_cache(maxsize=64)
def shrinking_weights(algorithm: str, shrink: float) -> NDArray[np.int32]:
    """Weights in units of 2⁻¹² for each of the 64 phases and the next pixel's first, shape (65, taps).

    The kernel is stretched by `shrink` ≥ 1 and centred half a pixel before tap taps // 2 at phase 0
    (vips_reduce_make_mask). Cut off, the weights of a phase add up to 4096 give or take ten.
    """
    kernel = KERNELS[algorithm]
    if algorithm == "nearest":
        return np.full((PHASES + 1, 1), 1 << WEIGHT_BITS, np.int32)
    taps = 2 * int(np.rint(kernel.support * shrink)) + 1
    centre = np.arange(PHASES + 1)[:, None] / PHASES + taps / 2.0 - 1
    weights = kernel.weight((np.arange(taps) - centre) / shrink)
    weights /= np.cumsum(weights, axis=1)[:, -1:]  # one after the other, as the library adds them
    return fixed_point(weights)


@lru_cache(maxsize=1)
def enlarging_weights() -> NDArray[np.int32]:
    """Catmull-Rom weights in units of 2⁻¹² for each phase, shape (65, 4) (bicubic.cpp)."""
    x = np.arange(PHASES + 1) / PHASES
    product = (1.0 - x) * (-0.5 * x)
    first, last = (1.0 - x) * product, x * product
    between = last - first
    return fixed_point(np.stack([first, 1.0 - x - first + between, x - last - between, last], axis=1))


def fixed_point(weights: Values) -> NDArray[np.int32]:
    """Cut off after twelve bits, towards zero."""
    return np.trunc(weights * (1 << WEIGHT_BITS)).astype(np.int32)


def phase(places: Values) -> NDArray[np.int64]:
    """Row of a table of weights for positions ≥ 0, in pixels: the fraction to the nearest 1/64, 0..64."""
    steps = (places * PHASES * 2).astype(np.int64) & (PHASES * 2 - 1)
    return np.asarray((steps + 1) >> 1, np.int64)
