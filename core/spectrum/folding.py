"""Where frequencies go when an image is sampled down without a filter.

Sampling at m points per image repeats the spectrum every m cycles per image, so a frequency f shows as
f folded into −m/2..m/2 (seed paper §3.1: the Nyquist condition, whose breach the attack lives on).
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy import fft

from core.scaling.coefficients import Matrix
from core.scaling.operator import ScalingOperator
from core.spectrum.fourier import HalfSpectrum, frequencies, half_spectrum

Shape = tuple[int, int]

BLOCK_ROWS = 64
"""Rows worked on at a time: their intermediate values stay in the processor's cache."""
MOST_ROWS = 256
"""Output rows whose kernels are looked at; where β repeats after fewer, these are all there are."""
FLAT = 1e-10
"""Energy of a channel that counts as flat: 0.003 grey levels root mean square, rounding of the transform."""
NOTHING = np.empty(0, np.float32)
"""What a product leaves alone: OpenCV can add a matrix to it."""


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
    return folding_of(half_spectrum(channel), target_shape).share


@dataclass(frozen=True)
class Folding:
    """`share` 0..1 of the energy, the mean left out, lies outside the Nyquist box and can fold.

    `kept` is the same share of what is left after the pipeline's own filter: the share of the output's
    energy that is not the image's but folded. `reach` 0..1 is how much of the folding energy passes it.
    """

    share: float
    kept: float
    reach: float


@dataclass(frozen=True, eq=False)
class Responses:
    """Power response of a pipeline's filter at 0, 1, … cycles per image, (H//2 + 1,) and (W//2 + 1,).

    1 at zero frequency. A kernel as sharp as nearest neighbour has 1 everywhere.
    """

    vertical: NDArray[np.float32]
    horizontal: NDArray[np.float32]


def responses_of(operator: ScalingOperator) -> Responses:
    """How strongly an operator's kernels pass each frequency of what it scales (its crop)."""
    x, y, width, height = operator.crop
    down, across = operator.left[:, y : y + height], operator.right[x : x + width].T.tocsr()
    return Responses(_power_response(down), _power_response(across))


def _power_response(rows: Matrix) -> NDArray[np.float32]:
    """Mean |FFT|² of rows of coefficients (m, N): the power that a wave of random phase leaves behind.

    Of many rows some evenly spread ones stand for all.
    """
    step = -(-rows.shape[0] // MOST_ROWS)
    total = np.zeros(rows.shape[1] // 2 + 1)
    for start in range(0, rows.shape[0], step * BLOCK_ROWS):
        dense = rows[start : start + step * BLOCK_ROWS : step].toarray().astype(np.float32)
        transformed = fft.rfft(dense, axis=1)
        total += (transformed.real**2 + transformed.imag**2).sum(axis=0)
    return np.asarray(total / total[0], np.float32)


def folding_of(spectrum: HalfSpectrum, target_shape: Shape, responses: Responses | None = None) -> Folding:
    """What folds when a channel of this spectrum is scaled to `target_shape`; no `responses`: unfiltered."""
    height, width = spectrum.shape
    vertical = np.abs(frequencies(height))
    box_v, box_h = nyquist_box(target_shape)
    inside_h = np.arange(width // 2 + 1) <= box_h
    down = np.ones(height) if responses is None else responses.vertical[vertical].astype(np.float64)
    across = np.ones(width // 2 + 1) if responses is None else responses.horizontal
    columns = np.stack([np.ones(width // 2 + 1), inside_h, across, inside_h * across], axis=1)
    rows = _row_energies(spectrum, (columns * spectrum.multiplicity[:, None]).astype(np.float32))
    inside_v = vertical <= box_v
    total, inside = rows[:, 0].sum(), rows[inside_v, 1].sum()
    passed, passed_inside = down @ rows[:, 2], down[inside_v] @ rows[inside_v, 3]
    if total <= FLAT:
        return Folding(0.0, 0.0, 0.0)
    outside, passed_outside = max(0.0, total - inside), max(0.0, passed - passed_inside)
    reach = passed_outside / outside if outside > 0 else 0.0
    return Folding(float(outside / total), float(passed_outside / passed), float(reach))


def _row_energies(spectrum: HalfSpectrum, columns: NDArray[np.float32]) -> NDArray[np.float64]:
    """Energy of each row, zero frequency left out, under each weighting of its columns, (H, weightings)."""
    middle = spectrum.shape[0] // 2
    energies = np.empty((spectrum.shape[0], columns.shape[1]))
    for start in range(0, spectrum.shape[0], BLOCK_ROWS):
        power = np.square(spectrum.magnitude[start : start + BLOCK_ROWS])
        if start <= middle < start + len(power):
            power[middle - start, 0] = 0
        # Not numpy's BLAS: sharing out such small products costs more than multiplying.
        energies[start : start + len(power)] = cv2.gemm(power, columns, 1, NOTHING, 0)
    return energies
