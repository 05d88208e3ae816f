"""Does a pipeline that was asked about show what is hidden, or is that meant for another one?

What is hidden is the difference of the best pipeline's output from robust scaling. The pipeline that was
asked about shows it as far as its own difference is the same picture: the slope of its regression on that
of the best, where both look at the same part of the image. A lattice alone does not tell: pipelines of one
size read pixels beside one another, and those of related sizes some of the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.detection.pipelines import PipelineGuess
from core.detection.suspicion import EXCERPT_PIXELS
from core.images.arrays import RGB
from core.scaling.coefficients import Matrix
from core.scaling.operator import ScalingOperator, operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.robust import robust_pipeline
from core.spectrum.patch import Box

AIMED = 0.4
"""Share of the hidden picture from which a pipeline shows it. Pipelines beside the attacked one that read its
pixels reached at least 0.54, all others at most 0.26 (11 attacks, in PNG and JPEG 50)."""
FEWEST = 64
"""Output rows and columns that are compared at least, as far as there are that many."""
SMOOTHING = 1.0
"""Standard deviation in output pixels; takes texture away and leaves a picture."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Shown:
    """A part of an output less the robust one: `values` (h, w, 3) grey levels at source `rows`, `columns`."""

    rows: Floats
    columns: Floats
    values: NDArray[np.float32]

    def at(self, rows: Floats, columns: Floats) -> NDArray[np.float32]:
        """The values at other places in the source, smoothed to their spacing, (rows, columns, 3)."""
        wide = max(_spacing(columns) / _spacing(self.columns) / 2, SMOOTHING)
        tall = max(_spacing(rows) / _spacing(self.rows) / 2, SMOOTHING)
        smooth = cv2.GaussianBlur(self.values, (0, 0), sigmaX=wide, sigmaY=tall)
        down = np.interp(rows, self.rows, np.arange(len(self.rows))).astype(np.float32)
        across = np.interp(columns, self.columns, np.arange(len(self.columns))).astype(np.float32)
        grid = np.meshgrid(across, down)
        return np.asarray(cv2.remap(smooth, *grid, interpolation=cv2.INTER_LINEAR), np.float32)


def is_shown(image: RGB, asked: Pipeline, found: Sequence[PipelineGuess], region: Box | None) -> bool:
    """Whether `asked` shows what the best of the pipelines found, in that order and not empty, shows."""
    best = found[0].pipeline
    return asked == best or shown_share(image, asked, best, region) >= AIMED


def shown_share(image: RGB, asked: Pipeline, best: Pipeline, region: Box | None) -> float:
    """How much of what `best` shows of an image (H, W, 3) uint8 `asked` shows as well; 0..1.

    Looked at in the middle of the region (source pixels; without one, of the image). 0 where `asked` reads
    nothing of it. Raises `AliascopeError` where a crop does not lie in the image.
    """
    operators = [operator_for(pipeline, (image.shape[0], image.shape[1])) for pipeline in (asked, best)]
    box = _common(operators, region)
    if box is None:
        return 0.0
    ours, theirs = (_shown(image, operator, box) for operator in operators)
    if ours is None or theirs is None:
        return 0.0
    rows = min(ours.rows, theirs.rows, key=len)
    columns = min(ours.columns, theirs.columns, key=len)
    mine, hidden = ours.at(rows, columns), theirs.at(rows, columns)
    return float(np.clip((mine * hidden).sum() / (np.square(hidden).sum() + 1e-9), 0, 1))


def _common(operators: list[ScalingOperator], region: Box | None) -> Box | None:
    """The middle of what all look at of the region, small enough for a glance; None where that is nothing."""
    height, width = operators[0].source_shape
    boxes = [region or (0, 0, width, height), *(operator.crop for operator in operators)]
    left, top = (max(box[axis] for box in boxes) for axis in (0, 1))
    right, bottom = (min(box[axis] + box[axis + 2] for box in boxes) for axis in (0, 1))
    if right <= left or bottom <= top:
        return None
    keep = min(1.0, (3 * EXCERPT_PIXELS / ((right - left) * (bottom - top))) ** 0.5)
    tall, wide = (FEWEST * max(operator.ratio[axis] for operator in operators) for axis in (0, 1))
    down = round(min(bottom - top, max((bottom - top) * keep, tall)))
    across = round(min(right - left, max((right - left) * keep, wide)))
    return left + (right - left - across) // 2, top + (bottom - top - down) // 2, across, down


def _shown(image: RGB, operator: ScalingOperator, box: Box) -> Shown | None:
    """Output less robust output in a box of the source; None where no output pixel lies in it."""
    x, y, across, down = box
    rows, columns = _centres(operator.left), _centres(operator.right.T.tocsr())
    inside = (rows >= y) & (rows < y + down), (columns >= x) & (columns < x + across)
    if not (inside[0].any() and inside[1].any()):
        return None
    robust = operator_for(robust_pipeline(operator.pipeline, operator.source_shape), operator.source_shape)
    output, average = (_part(image, entry, *inside) for entry in (operator, robust))
    return Shown(rows[inside[0]], columns[inside[1]], output - average)


def _part(
    image: RGB, operator: ScalingOperator, rows: NDArray[np.bool_], columns: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """Some rows and columns of the output, not rounded, (h, w, 3) in 0..255."""
    left, right = operator.left[rows], operator.right[:, columns].T.tocsr()
    top, bottom = int(left.indices.min()), int(left.indices.max()) + 1
    first, last = int(right.indices.min()), int(right.indices.max()) + 1
    piece = image[top:bottom, first:last]
    part = ScalingOperator(
        Pipeline(operator.pipeline.library, operator.pipeline.algorithm, (left.shape[0], right.shape[0])),
        (bottom - top, last - first),
        left[:, top:bottom],
        right[:, first:last].T.tocsr(),
    )
    return np.asarray(np.clip(part.forward(piece.astype(np.float32)), 0, 255), np.float32)


def _centres(matrix: Matrix) -> Floats:
    """Where each output row lies in the source, (outputs,) pixels, rising."""
    weights = np.asarray(matrix.sum(axis=1)).ravel()
    return np.asarray(matrix @ np.arange(matrix.shape[1], dtype=np.float64) / weights, np.float64)


def _spacing(places: Floats) -> float:
    return float((places[-1] - places[0]) / (len(places) - 1)) or 1.0 if len(places) > 1 else 1.0
