"""The robust output: an average that weighs every pixel alike and so can not be steered by a few.

Seed paper §4.2: of the common algorithms only area scaling has both σ ≥ β and a uniform kernel.
"""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from core.scaling.pipeline import Pipeline

RGB = NDArray[np.uint8]
Shape = tuple[int, int]


def area_output(image: RGB, target_shape: Shape) -> RGB:
    """`image` (H, W[, C]) uint8 averaged down to `target_shape` (h, w) by OpenCV's INTER_AREA.

    OpenCV averages only where no axis grows; otherwise this is bilinear, which reads a few pixels.
    """
    height, width = target_shape
    source = np.ascontiguousarray(image)
    return np.asarray(cv2.resize(source, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def axis_changes(pipeline: Pipeline, source_shape: Shape) -> tuple[int, int]:
    """Per axis (rows, columns) of a source of (height, width): -1 it shrinks, 0 it stays, 1 it grows.

    Raises `AliascopeError` where the pipeline's crop does not lie in the source.
    """
    whole = pipeline.whole
    _, _, width, height = whole.crop_of(source_shape)
    rows, columns = whole.target_shape
    return _sign(rows - height), _sign(columns - width)


def is_mixed(pipeline: Pipeline, source_shape: Shape) -> bool:
    """Whether one axis shrinks and the other grows. Raises as `axis_changes` does."""
    return sorted(axis_changes(pipeline, source_shape)) == [-1, 1]


def robust_pipeline(pipeline: Pipeline, source_shape: Shape) -> Pipeline:
    """The real scaling that the outputs of `pipeline` for a source of (height, width) are held against.

    OpenCV's area, and where one axis grows while the other shrinks Pillow's box: `cv2.resize` with
    INTER_AREA then interpolates both axes, whereas Pillow scales each axis for itself, and its box gives
    all pixels under an output identical weights (Pillow's handbook, Concepts: Filters, `BOX`).
    """
    return pipeline.by("pillow", "area") if is_mixed(pipeline, source_shape) else pipeline.robust


def output_distance(output: RGB, robust: RGB) -> float:
    """Root mean square difference in grey levels (0..255) between an output and the robust output."""
    return float(cv2.norm(output, robust, cv2.NORM_L2)) / math.sqrt(output.size)


def _sign(length: int) -> int:
    return (length > 0) - (length < 0)
