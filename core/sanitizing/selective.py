"""The selective filters over everything that one or more pipelines sample."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress, stage
from core.sanitizing.lattice import Lattice, Sampled, lattice_of
from core.sanitizing.selective_median import selective_median
from core.sanitizing.selective_random import selective_random
from core.sanitizing.windows import counter_for, windows_for
from core.scaling.catalogue import algorithm
from core.scaling.operator import SAMPLED_SHARE_OF_PEAK, ScalingOperator

RGB = NDArray[np.uint8]

THRESHOLDS = (SAMPLED_SHARE_OF_PEAK, 0.05, 0.1, 0.2, 0.3)
"""Shares of the largest influence above which a pixel belongs to P, tried in turn.

A kernel nearly as wide as the ratio leaves a free pixel only here and there. Restored from so far away, signs
lost their label: at windows twice the paper's in one case of four. Taken as they are, the pixels of little
influence put free ones beside every window: labels stayed in 99 of 100, and no attack came through. Beyond
the last, what is trusted could carry a picture of its own."""
SMALL_REACH, SMALL_GROWTH = 1, 8
"""At ratios below 2 a few pixels more are still next door."""


def served(operator: ScalingOperator) -> Lattice | None:
    """The lattice of an operator that leaves free pixels near every sampled one, with the lowest threshold.

    None where there is none, and for kernels that average: they give no few pixels power, and what they
    read has no gaps.
    """
    for threshold in THRESHOLDS[:1] if averages(operator) else THRESHOLDS:
        lattice = lattice_of(operator, threshold)
        if windows_for(lattice, counter_for(Sampled((lattice,))), _growth(lattice)) is not None:
            return lattice
    return None


def averages(operator: ScalingOperator) -> bool:
    """Whether the pipeline's kernel widens with the ratio, so that no few pixels have power over it."""
    return algorithm(operator.pipeline.library, operator.pipeline.algorithm).antialiased


def restored(
    image: RGB, lattices: Sequence[Lattice], filter_id: str, seed: int, progress: Progress
) -> RGB | None:
    """`image` (H, W, 3) with the pixels of `lattices` restored from those that are in none of them.

    `filter_id` is "median" or "random". Where lattices meet, the value from the smaller window stays.
    None where together they leave too few pixels.
    """
    kept = _outermost(lattices)
    sampled, result = Sampled(tuple(kept)), image.copy()
    progress(0.0, "Looking for free pixels")
    count = counter_for(sampled)
    generator = np.random.default_rng(seed)
    for done, lattice in enumerate(kept):
        part = stage(progress, done / len(kept), (done + 1) / len(kept))
        windows = windows_for(lattice, count, _growth(lattice) + len(kept) - 1)
        if windows is None:
            return None
        if filter_id == "median":
            selective_median(image, result, sampled, windows, part)
        else:
            selective_random(image, result, sampled, windows, generator, part)
    return result


def _growth(lattice: Lattice) -> int:
    """How many pixels windows may grow: to one and a half times their width, as `THRESHOLDS` explains."""
    reach = min(lattice.reach)
    return SMALL_GROWTH if reach <= SMALL_REACH else max(1, reach // 2)


def _outermost(lattices: Sequence[Lattice]) -> list[Lattice]:
    """The lattices that are no part of another one, those with the largest windows first."""
    kept: list[Lattice] = []
    for lattice in sorted(lattices, key=lambda entry: -entry.share):
        if not any(other.covers(lattice) for other in kept):
            kept.append(lattice)
    return sorted(kept, key=lambda entry: -entry.ratio[0] * entry.ratio[1])
