"""Where frequencies go when an image is sampled down without a filter.

Sampling at m points per image repeats the spectrum every m cycles per image, so a frequency f shows as
f folded into −m/2..m/2 (seed paper §3.1: the Nyquist condition, whose breach the attack lives on).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import fft

Shape = tuple[int, int]


def nyquist_box(target_shape: Shape) -> tuple[float, float]:
    """(vertical, horizontal) half-size of the box of frequencies the output can hold, cycles per image."""
    return target_shape[0] / 2, target_shape[1] / 2


def fold(frequency: float, target_length: int) -> float:
    """The frequency in −m/2..m/2 as which `frequency` shows after sampling at m points, cycles per image."""
    return (frequency + target_length / 2) % target_length - target_length / 2


def sampling_lattice(source_shape: Shape, target_shape: Shape) -> NDArray[np.int_]:
    """Sampling frequencies (i·h', j·w') inside the spectrum of the source, shape (K, 2), vertical first.

    Cycles per image, zero frequency left out. A scaling attack for that target size leaves energy there.
    """
    axes = [_multiples(source, target) for source, target in zip(source_shape, target_shape, strict=True)]
    points = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 2)
    return points[np.any(points != 0, axis=1)]


def _multiples(source_length: int, target_length: int) -> NDArray[np.int_]:
    count = (source_length // 2) // target_length
    return np.arange(-count, count + 1) * target_length


def aliasing_ratio(channel: NDArray[Any], target_shape: Shape) -> float:
    """Share 0..1 of a channel's energy, its mean left out, that lies outside the Nyquist box.

    That part folds into the output when nothing filters it first. 0 for a flat channel.
    """
    height, width = channel.shape
    values = channel.astype(np.float32)
    power = np.abs(fft.rfft2(values - values.mean(dtype=np.float64), workers=-1)) ** 2
    power[:, 1 : (width + 1) // 2] *= 2
    box_v, box_h = nyquist_box(target_shape)
    inside_v = np.abs(fft.fftfreq(height, 1 / height)) <= box_v
    inside_h = fft.rfftfreq(width, 1 / width) <= box_h
    total = float(power.sum(dtype=np.float64))
    inside = float(power[np.ix_(inside_v, inside_h)].sum(dtype=np.float64))
    return 1 - inside / total if total > 0 else 0.0
