"""What the blind search hands to the detectors: a size, a pipeline, and the excerpt they look at."""

from dataclasses import dataclass

from core.images.arrays import RGB
from core.scaling.coefficients import Matrix
from core.scaling.operator import ScalingOperator
from core.scaling.pipeline import Pipeline
from core.spectrum.comb import SizeCandidate
from core.spectrum.envelope import Texture

EXCERPT_PIXELS = 640_000
"""Detectors that filter every pixel look at no more of a large image than this, around its centre."""
EXCERPT_OUTPUTS = 320
"""Output rows and columns that the pipelines are compared on."""


@dataclass(frozen=True)
class Excerpt:
    """A part of the image that is whole in the output: `image` (h, w, 3) uint8 and its own operator."""

    image: RGB
    operator: ScalingOperator


@dataclass(frozen=True)
class Suspicion:
    """The most suspicious size of an image, and the pipeline it would be an attack on."""

    texture: Texture
    candidate: SizeCandidate
    excerpt: Excerpt


def take_excerpt(image: RGB, operator: ScalingOperator, pixels: int = EXCERPT_PIXELS) -> Excerpt:
    """The middle of the image with all source pixels its outputs read, about `pixels` pixels at most.

    Kernels at its edge keep the weights they have in the whole image.
    """
    height, width = image.shape[:2]
    keep = min(1.0, (pixels / (height * width)) ** 0.5)
    rows, top, bottom = _middle(operator.left, keep)
    columns, left, right = _middle(operator.right.T.tocsr(), keep)
    return _cut(image, operator, rows[:, top:bottom], columns[:, left:right], (top, bottom, left, right))


def output_excerpt(image: RGB, operator: ScalingOperator, outputs: int = EXCERPT_OUTPUTS) -> Excerpt:
    """Like `take_excerpt`, limited in output rows and columns instead of pixels."""
    height, width = operator.target_shape
    rows, top, bottom = _middle(operator.left, min(1.0, outputs / height))
    columns, left, right = _middle(operator.right.T.tocsr(), min(1.0, outputs / width))
    return _cut(image, operator, rows[:, top:bottom], columns[:, left:right], (top, bottom, left, right))


def _middle(matrix: Matrix, keep: float) -> tuple[Matrix, int, int]:
    """The middle share `keep` of a matrix's rows, and the range of source pixels they read or stand for."""
    outputs, length = matrix.shape
    if keep >= 1:
        return matrix, 0, length
    count = min(outputs, max(2, round(outputs * keep)))
    first = (outputs - count) // 2
    rows = matrix[first : first + count]
    start = min(int(rows.indices.min()), first * length // outputs)
    stop = max(int(rows.indices.max()) + 1, (first + count) * length // outputs)
    return rows, start, stop


def _cut(
    image: RGB, operator: ScalingOperator, rows: Matrix, columns: Matrix, box: tuple[int, int, int, int]
) -> Excerpt:
    top, bottom, left, right = box
    whole = operator.pipeline
    pipeline = Pipeline(whole.library, whole.algorithm, (rows.shape[0], columns.shape[0]))
    part = ScalingOperator(pipeline, (bottom - top, right - left), rows, columns.T.tocsr())
    return Excerpt(image[top:bottom, left:right], part)
