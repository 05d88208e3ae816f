"""Spectral lines of one axis: which periods stand out, and which target lengths explain them.

Sampling N pixels at m points leaves lines at m, 2m, 3m, … cycles per image. Where β = N/m is not an
integer, pixel rounding folds the harmonics beyond N/2 back in, so that lines also stand at multiples of
gcd(N, m); the harmonics fall off as sinc(k/β), so the line at m itself stays the strongest.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft
from scipy.ndimage import median_filter, uniform_filter1d

Floats = NDArray[np.float64]

SHORTEST_TARGET = 16
"""Shortest target length searched; the smallest in use is about 30 (facts: GTSRB networks)."""
DENSEST = 2.05
"""Pixels per lattice point from which lattices are searched: denser ones drift through every benign comb of
period 2, as dithering leaves."""
BACKGROUND_BINS = 41
"""Neighbouring frequencies whose median is the background of a line."""
DETREND_PIXELS = 31
HARMONICS = 24
_NOISE_LEVEL = 0.596
"""Mean of ln(1 + x) for unit exponential noise (e·E₁(1)): what a line of pure noise scores."""


@dataclass(frozen=True)
class AxisLines:
    """Lines of one axis of `length` pixels.

    `strength[f]` is the power at f cycles per image over that of its surroundings, shape (length//2 + 1,):
    about 1 on average where there is nothing but noise.
    """

    length: int
    strength: Floats


@dataclass(frozen=True)
class AxisCandidate:
    """A target length that lines of an axis speak for, with its comb score (no unit, noise about 1)."""

    length: int
    score: float


def axis_lines(profile: NDArray[np.floating]) -> AxisLines:
    """Lines of an envelope profile (N,), its slow part removed, over their running median."""
    values = profile.astype(np.float64)
    values = values - uniform_filter1d(values, DETREND_PIXELS, mode="reflect")
    power = np.abs(fft.rfft(values)) ** 2
    background = median_filter(power, size=BACKGROUND_BINS, mode="reflect") / np.log(2)
    return AxisLines(len(values), power / (background + 1e-9 * power.max() + 1e-12))


def axis_candidates(lines: AxisLines, count: int = 6) -> tuple[AxisCandidate, ...]:
    """Target lengths that explain the lines best, by three rankings in turn.

    Two look at the harmonics m, 2m, … below N/2: the sum of log strengths weighted by sinc², which holds
    when many weak lines add up, and the power of the comb, which holds when few strong lines do. The third
    takes the strongest single lines, which tells m from the gcd(N, m) whose multiples all stand out.
    """
    lengths = np.arange(SHORTEST_TARGET, longest_target(lines.length) + 1)
    if len(lengths) == 0 or lines.strength.max() <= 0:
        return ()
    evidence, power = _comb_scores(lines, lengths)
    few = count // 2
    rankings = ((evidence, count), (power, few), (lines.strength[lengths], few))
    ranked = [int(m) for score, most in rankings for m in lengths[np.argsort(-score)[:most]]]
    scores = dict(zip(lengths.tolist(), evidence.tolist(), strict=True))
    return tuple(AxisCandidate(m, scores[m]) for m in dict.fromkeys(ranked))


def longest_target(length: int) -> int:
    """The longest target length searched along an axis of `length` pixels."""
    return int(length / DENSEST)


def _comb_scores(lines: AxisLines, lengths: NDArray[np.int_]) -> tuple[Floats, Floats]:
    order = np.arange(1, HARMONICS + 1)
    frequency = lengths[:, None] * order[None, :]
    inside = frequency < lines.length / 2
    strength = np.where(inside, lines.strength[np.minimum(frequency, len(lines.strength) - 1)], 0.0)
    weight = np.where(inside, np.sinc(frequency / lines.length) ** 2, 0.0)
    gain = np.log1p(strength)
    spread = np.sqrt((weight**2).sum(axis=1))
    evidence = (weight * (gain - _NOISE_LEVEL)).sum(axis=1) / spread + gain[:, 0] / 2
    power = np.sqrt(strength).sum(axis=1) ** 2 / inside.sum(axis=1)
    return evidence, power
