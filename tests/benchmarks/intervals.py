"""95 % intervals of what benchmarks count and average."""

from collections.abc import Sequence

import numpy as np
from scipy.stats import binomtest

Z = 1.96


def share_interval(hits: int, count: int) -> tuple[float, float]:
    """The Wilson interval of a share, 0..1."""
    interval = binomtest(hits, count).proportion_ci(0.95, method="wilson")
    return float(interval.low), float(interval.high)


def mean_interval(values: Sequence[float]) -> tuple[float, float]:
    """The normal interval of a mean; of one value, the value."""
    mean, spread = float(np.mean(values)), float(np.std(values, ddof=1)) if len(values) > 1 else 0.0
    half = Z * spread / len(values) ** 0.5
    return mean - half, mean + half
