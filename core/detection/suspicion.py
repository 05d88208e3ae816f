"""What the blind search hands to the detectors: sizes, a pipeline, and the excerpt they look at."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.arrays import RGB, Shape
from core.scaling.coefficients import Matrix
from core.scaling.operator import ScalingOperator
from core.scaling.pipeline import Pipeline
from core.spectrum.comb import SizeCandidate
from core.spectrum.envelope import Texture
from core.spectrum.fourier import HalfSpectrum, half_spectrum
from core.spectrum.patch import Box, LocalCandidate

EXCERPT_PIXELS = 640_000
"""Detectors that filter every pixel look at no more of a large image than this."""
EXCERPT_WORK = 2_500_000
"""The same, times the taps of the kernel: the selective filters restore every tap of every output pixel."""
EXCERPT_OUTPUTS = 320
"""Output rows and columns that the pipelines are compared on."""


@dataclass(frozen=True)
class Excerpt:
    """A part of the image that is whole in the output: `image` (h, w, 3) uint8 and its own operator."""

    image: RGB
    operator: ScalingOperator


@dataclass(frozen=True, eq=False)
class Suspicion:
    """What is most suspicious about an image.

    `whole` is the size that speaks out of the image as a whole, `part` the one that speaks loudest out of a
    part of it, if it is large enough to have parts, `channel` the one that speaks out of one channel apart
    from the others, if that was asked. `target_shape` and `excerpt` belong to the pipeline that
    is suspected. What several detectors look at is computed once.
    """

    texture: Texture
    whole: SizeCandidate
    part: LocalCandidate | None
    excerpt: Excerpt
    target_shape: Shape
    channel: SizeCandidate | None = None

    @cached_property
    def output(self) -> NDArray[np.float32]:
        """The suspected pipeline's output of the excerpt, before rounding, (h', w', 3) in 0..255."""
        small = self.excerpt.operator.forward(self.excerpt.image.astype(np.float32))
        return np.clip(small, 0, 255).astype(np.float32)

    @cached_property
    def down_and_up(self) -> NDArray[np.float32]:
        """The output brought back to the excerpt's size by OpenCV bilinear, (h, w, 3) in 0..255."""
        height, width = self.excerpt.image.shape[:2]
        back = cv2.resize(self.output, (width, height), interpolation=cv2.INTER_LINEAR)
        return np.asarray(back, np.float32)

    @cached_property
    def spectrum(self) -> HalfSpectrum:
        """Spectrum of the whole image's luminance."""
        return half_spectrum(cv2.cvtColor(self.texture.image, cv2.COLOR_RGB2GRAY))


def detector_excerpt(image: RGB, operator: ScalingOperator, box: Box | None) -> Excerpt:
    """The middle of the box (of the image, without one), small enough for a filter over every pixel."""
    vertical, horizontal = operator.taps
    pixels = min(EXCERPT_PIXELS, max(EXCERPT_PIXELS // 8, EXCERPT_WORK // (vertical * horizontal)))
    height, width = image.shape[:2]
    share = min(1.0, (pixels / (height * width)) ** 0.5)
    return _excerpt(image, operator, (share, share), box)


def output_excerpt(image: RGB, operator: ScalingOperator, box: Box | None) -> Excerpt:
    """The middle of the box (of the image, without one), at most `EXCERPT_OUTPUTS` output pixels a side.

    Of a large image less, but at least 64 output pixels a side.
    """
    (height, width), (rows, columns) = image.shape[:2], operator.target_shape
    share = min(1.0, (3 * EXCERPT_PIXELS / (height * width)) ** 0.5)
    shares = max(share, 64 / rows), max(share, 64 / columns)
    return _excerpt(
        image,
        operator,
        (min(shares[0], EXCERPT_OUTPUTS / rows), min(shares[1], EXCERPT_OUTPUTS / columns)),
        box,
    )


def _excerpt(image: RGB, operator: ScalingOperator, shares: tuple[float, float], box: Box | None) -> Excerpt:
    """At most these shares of the rows and columns; kernels keep the weights they have in the whole image."""
    height, width = image.shape[:2]
    x, y, across, down = box or (0, 0, width, height)
    rows, top, bottom = _part(operator.left, shares[0], (y, y + down))
    columns, left, right = _part(operator.right.T.tocsr(), shares[1], (x, x + across))
    whole = operator.pipeline
    pipeline = Pipeline(whole.library, whole.algorithm, (rows.shape[0], columns.shape[0]))
    shape = (bottom - top, right - left)
    part = ScalingOperator(pipeline, shape, rows[:, top:bottom], columns[:, left:right].T.tocsr())
    return Excerpt(image[top:bottom, left:right], part)


def _part(matrix: Matrix, share: float, span: tuple[int, int]) -> tuple[Matrix, int, int]:
    """The middle rows of a matrix inside a span of source pixels, and the source pixels they stand for."""
    outputs, length = matrix.shape
    low, high = span[0] * outputs // length, -(-span[1] * outputs // length)
    count = min(outputs, max(2, min(high - low, round(outputs * share))))
    first = max(0, min(outputs - count, (low + high - count) // 2))
    if count == outputs:
        return matrix, 0, length
    rows = matrix[first : first + count]
    start = min(int(rows.indices.min()), first * length // outputs)
    stop = max(int(rows.indices.max()) + 1, (first + count) * length // outputs)
    return rows, start, stop
