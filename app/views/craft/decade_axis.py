"""A logarithmic axis whose labels have room, over many decades as over a part of one."""

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph

LEAST_GAP = 18
"""Pixels between two labels."""
DIVISIONS: tuple[tuple[float, ...], ...] = (
    tuple(tenth / 10 for tenth in range(10, 100)),
    tuple(range(1, 10)),
    (1, 2, 5),
    (1,),
)
"""Where a decade is labelled, the finest first."""


class DecadeAxis(pyqtgraph.AxisItem):
    """Labels as many round numbers as fit."""

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        """(spacing, decimal logarithms): one level of ticks, all of them labelled."""
        return [(1.0, decade_ticks(minVal, maxVal, size))]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        """The numbers themselves."""
        return [f"{float(f'{10**value:.2g}'):g}" for value in values]


def decade_ticks(low: float, high: float, size: float) -> list[float]:
    """Decimal logarithms from `low` to `high` to label on `size` pixels, at least `LEAST_GAP` apart."""
    least = LEAST_GAP * (high - low) / max(size, 1.0)
    decades = range(math.floor(low), math.ceil(high) + 1)
    for division in DIVISIONS:
        logs = np.log10(np.array(division, float))
        ticks = sorted(float(decade + log) for decade in decades for log in logs)
        if len(division) == 1 or min(np.diff([*logs, 1.0])) >= least:
            break
    stride = max(1, math.ceil(least)) if len(division) == 1 else 1
    return [tick for tick in ticks if low <= tick <= high and (stride == 1 or round(tick) % stride == 0)]
