"""How well each lattice of an axis fits the profile of each window, and what pixels windows have on average.

Windows of one side overlap by half, so everything is added up over half windows once. Products stay small
enough for OpenBLAS to run them where they are asked: on a busy machine its threads wait for one another many
times longer than a product takes.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from core.progress import Progress
from core.spectrum import lattice
from core.spectrum.window_pairs import SINGLE_THREADED, AxisLattices

Field = NDArray[np.float32]

_DETREND = 25
_LEAST_SPREAD = 0.02


def strips_of(field: Field, side: int) -> Field:
    """Means over `side` rows of a field (H, W), every half side, slow parts removed, (strips, W)."""
    half = side // 2
    count = field.shape[0] // half
    blocks = field[: count * half].reshape(count, half, field.shape[1]).sum(axis=1)
    strips = (blocks[:-1] + blocks[1:]) / side
    slow = uniform_filter1d(strips, _DETREND, axis=1, mode="reflect")
    return np.asarray(strips - slow, np.float32)


def axis_scores(strips: Field, side: int, axis: AxisLattices, progress: Progress) -> Field:
    """Scores of all lattices along the strips (S, W), in windows at every half side: (S, windows, lattices).

    The score is the sum of a window's profile on the lattice's points over what it would be by chance, in
    standard deviations, less the lattice's median over the windows.
    """
    half = side // 2
    halves = strips.shape[1] // half
    profiles = strips[:, : halves * half].reshape(len(strips), halves, half).transpose(1, 2, 0)
    moments = _moments(strips, halves - 1, side)
    scores = np.empty((len(strips), halves - 1, len(axis.lengths)), np.float32)
    step = max(1, SINGLE_THREADED // (half * len(strips)))
    for start in range(0, len(axis.lengths), step):
        progress(start / len(axis.lengths), "Searching parts of the image")
        some = axis.points[start : start + step, : halves * half].astype(np.float32)
        points = some.reshape(len(some), halves, half).transpose(1, 0, 2)
        scores[..., start : start + step] = _fits(points, profiles, moments).transpose(2, 0, 1)
    return scores


def _fits(points: Field, profiles: Field, moments: tuple[Field, Field]) -> Field:
    """Of lattices' points (halves, lattices, half) and profiles (halves, half, S): (windows, lattices, S)."""
    level, spread = moments
    sums, count = _joined(points @ profiles), _joined(points.sum(axis=2))[..., None]
    chance = np.sqrt(count * (1 - count / (2 * points.shape[2])) + np.float32(1e-3))
    fits = (sums - count * level[:, None]) / (spread[:, None] * chance)
    fits *= count >= lattice.FEWEST_POINTS
    if len(fits) * fits.shape[2] > 3:
        by_lattice = fits.transpose(1, 0, 2).reshape(fits.shape[1], -1)
        fits -= np.median(by_lattice, axis=1)[:, None]
    return np.asarray(fits, np.float32)


def window_moments(field: Field, side: int) -> tuple[Field, Field]:
    """Mean and standard deviation of a field (H, W) in windows at every half side, each (rows, columns)."""
    half = side // 2
    rows, columns = field.shape[0] // half, field.shape[1] // half
    sums = np.empty((2, rows, columns))
    for row in range(rows):
        band = field[row * half : (row + 1) * half, : columns * half]
        for place, values in enumerate((band, np.square(band))):
            sums[place, row] = values.sum(axis=0, dtype=np.float64).reshape(columns, half).sum(axis=1)
    mean, square = (_joined(_joined(one).T).T / side**2 for one in sums)
    spread = np.sqrt(np.maximum(square - mean**2, 0))
    return np.asarray(mean, np.float32), np.asarray(spread, np.float32)


def _moments(strips: Field, windows: int, side: int) -> tuple[Field, Field]:
    """Mean and standard deviation of the strips in each window, each (windows, S)."""
    parts = np.stack([strips[:, left : left + side] for left in range(0, windows * side // 2, side // 2)])
    return parts.mean(axis=2), parts.std(axis=2) + np.float32(_LEAST_SPREAD)


def _joined(halves: NDArray[np.floating]) -> NDArray[np.floating]:
    """Sums over windows, which are two neighbouring halves each."""
    return halves[:-1] + halves[1:]
