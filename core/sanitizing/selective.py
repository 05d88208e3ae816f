"""The selective filters over everything that one or more pipelines sample."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress, stage
from core.sanitizing.lattice import sampled_by
from core.sanitizing.selective_median import selective_median
from core.sanitizing.selective_random import selective_random
from core.sanitizing.windows import windows_for
from core.scaling.catalogue import algorithm
from core.scaling.operator import ScalingOperator

RGB = NDArray[np.uint8]


def readers(operators: Sequence[ScalingOperator]) -> tuple[ScalingOperator, ...]:
    """The operators that leave free pixels near every sampled one, those with the largest windows first.

    Where lattices meet, the last one's value stays: the one with the closest neighbourhood.
    """
    found = [operator for operator in operators if windows_for(operator, sampled_by([operator])) is not None]
    return tuple(sorted(found, key=lambda operator: -operator.ratio[0] * operator.ratio[1]))


def averages(operator: ScalingOperator) -> bool:
    """Whether the pipeline's kernel widens with the ratio, so that no few pixels have power over it."""
    return algorithm(operator.pipeline.library, operator.pipeline.algorithm).antialiased


def restored(
    image: RGB,
    operators: Sequence[ScalingOperator],
    filter_id: str,
    seed: int,
    progress: Progress,
) -> RGB | None:
    """`image` (H, W, 3) with what `operators` sample restored from the pixels that none of them does.

    `filter_id` is "median" or "random". None without operators, and where they leave too few pixels.
    """
    if not operators:
        return None
    sampled = sampled_by(operators)
    result = image.copy()
    generator = np.random.default_rng(seed)
    for done, operator in enumerate(_distinct(operators)):
        part = stage(progress, done / len(operators), (done + 1) / len(operators))
        windows = windows_for(operator, sampled)
        if windows is None:
            return None
        if filter_id == "median":
            selective_median(image, result, sampled, windows, part)
        else:
            selective_random(image, result, sampled, windows, generator, part)
    return result


def _distinct(operators: Sequence[ScalingOperator]) -> list[ScalingOperator]:
    """The operators less those whose lattice is part of another's with the same windows."""
    kept: list[ScalingOperator] = []
    for operator in sorted(operators, key=lambda entry: -entry.sampled_share):
        if not any(_covers(other, operator) for other in kept):
            kept.append(operator)
    return sorted(kept, key=operators.index)


def _covers(larger: ScalingOperator, smaller: ScalingOperator) -> bool:
    rows = (larger.sampled_rows >= smaller.sampled_rows).all()
    columns = (larger.sampled_columns >= smaller.sampled_columns).all()
    return bool(larger.ratio == smaller.ratio and rows and columns)
