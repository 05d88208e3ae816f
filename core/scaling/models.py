"""Models of the libraries' uint8 outputs, rounding included: what `ScalingOperator.apply` computes.

Where a library computes in integers, so do we: OpenCV nearest, bilinear and area and all of Pillow and
libvips are bit-exact. Everything else is the coefficient matrices' output, clipped and rounded.
"""

import numpy as np
from numpy.typing import NDArray

from core.scaling import opencv_area, opencv_models, pillow_models, vips_models
from core.scaling.coefficients import Matrix
from core.scaling.pillow_coefficients import GAP_SUFFIX
from core.scaling.pipeline import Pipeline

RGB = NDArray[np.uint8]


def integer_output(image: RGB, pipeline: Pipeline, left: Matrix, right: Matrix) -> RGB | None:
    """The library's own integer arithmetic on `image` (H, W[, C]); None where it computes in floats.

    `left` (h', H) and `right` (W, w') are the pipeline's matrices for this image size.
    """
    target, method = pipeline.target_shape, pipeline.algorithm
    if pipeline.library == "opencv":
        return _opencv(image, method, target)
    if pipeline.library == "pillow" and method.endswith(GAP_SUFFIX):
        return pillow_models.with_gap(image, method, target)
    if pipeline.library == "pillow":
        return pillow_models.two_pass(image, left, right)
    if pipeline.library == "vips":
        return vips_models.resized(image, method, target)
    return None


def _opencv(image: RGB, method: str, target: tuple[int, int]) -> RGB | None:
    if method == "bilinear":
        return opencv_models.bilinear(image, target)
    if method == "bilinear_exact":
        return opencv_models.bilinear_exact(image, target)
    if method == "area":
        return opencv_area.output(image, target)
    return None


def output_range(image: RGB, pipeline: Pipeline) -> tuple[int, int]:
    """Grey levels that the library clips its output to: scikit-image keeps to the range of its input."""
    if pipeline.library == "skimage" and image.size:
        return int(image.min()), int(image.max())
    return 0, 255
