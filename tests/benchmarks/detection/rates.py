"""Rates with their intervals, and thresholds from one set of images for another."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tests.benchmarks.intervals import share_interval

RATES = (0.01, 0.001)
"""False-alarm rates that are reported at."""


@dataclass(frozen=True)
class Rate:
    """So many of so many."""

    hits: int
    count: int

    @property
    def value(self) -> float:
        """Share 0..1; NaN of none."""
        return self.hits / self.count if self.count else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        """95 % Wilson interval; the whole range for none."""
        return share_interval(self.hits, self.count) if self.count else (0.0, 1.0)

    def words(self) -> str:
        """The rate in percent, its interval and how many."""
        low, high = self.interval
        return f"{100 * self.value:5.1f} %  [{100 * low:.1f}, {100 * high:.1f}]  n={self.count}"


def rate_of(values: Sequence[bool]) -> Rate:
    """How many of these hold."""
    return Rate(sum(values), len(values))


def threshold_at(benign: Sequence[float], rate: float) -> float:
    """The least score that at most a share `rate` of benign images exceeds; infinite for too few of them."""
    if len(benign) < 1 / rate:
        return float("inf")
    return float(np.quantile(np.asarray(benign), 1 - rate, method="higher"))


def roc(benign: Sequence[float], attacks: Sequence[float]) -> tuple[list[float], list[float]]:
    """False-positive and true-positive rates over all thresholds, ascending."""
    worst, hits = np.sort(np.asarray(benign))[::-1], np.sort(np.asarray(attacks))
    false = (np.arange(len(worst)) + 1) / len(worst)
    true = 1 - np.searchsorted(hits, worst, side="left") / len(hits)
    return false.tolist(), true.tolist()
