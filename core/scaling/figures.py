"""What a table of algorithms says about each at one scaling ratio."""

from dataclasses import dataclass

from core.errors import AliascopeError
from core.scaling.catalogue import Algorithm
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline

DEFAULT_RATIO = 4.0
LARGEST_RATIO = 64.0
_TARGET_SIDE = 100
"""Outputs per axis: long enough that edges hardly count, and that β holds to two decimals."""


@dataclass(frozen=True)
class Figures:
    """Of an algorithm at scaling ratio `ratio` on both axes.

    `kernel_width` is σ in source pixels; `sampled_share` the share of source pixels that carry weight, 0..1.
    """

    algorithm: Algorithm
    ratio: float
    kernel_width: float
    sampled_share: float

    @property
    def covers(self) -> bool:
        """Whether σ ≥ β: without that, some pixels never count (seed paper §4.2)."""
        return self.kernel_width >= self.ratio


def figures(algorithm: Algorithm, ratio: float = DEFAULT_RATIO) -> Figures:
    """The figures at `ratio` from 1 to 64, kept to two decimals. Raises `AliascopeError` for other ratios."""
    if not 1.0 <= ratio <= LARGEST_RATIO:
        raise AliascopeError(
            f"A scaling ratio of {ratio:g} is out of range; give one from 1 to {LARGEST_RATIO:g}."
        )
    side = round(ratio * _TARGET_SIDE)
    pipeline = Pipeline(algorithm.library, algorithm.id, (_TARGET_SIDE, _TARGET_SIDE))
    operator = operator_for(pipeline, (side, side))
    return Figures(algorithm, side / _TARGET_SIDE, operator.kernel_width[0], operator.sampled_share)
