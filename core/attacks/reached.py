"""What the free pixels of a source reach through a pipeline: a matter of shapes alone, worked out once."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.attacks.kernel import Kernel
from core.attacks.problem import Region
from core.errors import AttackError
from core.scaling.coefficients import Matrix
from core.scaling.operator import ScalingOperator, operator_for
from core.scaling.pipeline import Pipeline

Indices = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Axis:
    """One axis: free positions with weight, outputs they reach, outputs that only they reach."""

    positions: Indices
    outputs: slice
    inside: slice


@lru_cache(maxsize=32)
def reached(pipeline: Pipeline, region: Region, shape: tuple[int, int]) -> tuple[Axis, Axis]:
    """Rows and columns, of pixels in a region (x, y, w, h) of a source of (height, width).

    Raises `AttackError` where the region holds no whole output pixel.
    """
    operator = operator_for(pipeline, shape)
    x, y, width, height = region
    vertical = _axis(operator.left, y, height)
    horizontal = _axis(operator.right.T.tocsr(), x, width)
    if vertical is None or horizontal is None:
        raise AttackError(
            f"The region of {width}×{height} pixels holds no whole output pixel of "
            f"{pipeline.label}; make it larger."
        )
    return vertical, horizontal


def kernel_of(
    operator: ScalingOperator, outputs: tuple[slice, slice], rows: Indices, columns: Indices
) -> Kernel:
    """Those outputs' rows of L and columns of R, over those rows and columns of the source."""
    spans = tuple((int(part.start), int(part.stop)) for part in outputs)
    return _kernel(operator, spans, rows.tobytes(), columns.tobytes())


@lru_cache(maxsize=16)
def _kernel(
    operator: ScalingOperator, spans: tuple[tuple[int, int], ...], rows: bytes, columns: bytes
) -> Kernel:
    (top, bottom), (first, last) = spans
    down, across = (np.frombuffer(places, np.intp) for places in (rows, columns))
    left = operator.left[top:bottom][:, down].astype(np.float32)
    right = operator.right[across][:, first:last].astype(np.float32)
    return Kernel(left, right)


def _axis(matrix: Matrix, start: int, length: int) -> Axis | None:
    weights = abs(matrix)
    within = weights[:, start : start + length]
    positions = start + np.flatnonzero(within.sum(axis=0))
    reached = np.flatnonzero(within.sum(axis=1))
    counts = np.diff(matrix.indptr)
    inside = np.flatnonzero((np.diff(within.tocsr().indptr) == counts) & (counts > 0))
    if inside.size == 0:
        return None
    return Axis(
        positions,
        slice(int(reached[0]), int(reached[-1]) + 1),
        slice(int(inside[0]), int(inside[-1]) + 1),
    )
