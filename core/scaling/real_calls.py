"""The real resize call of each library, the judge of every model and the maker of every preview."""

import os
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.scaling.pipeline import Pipeline

RGB = NDArray[np.uint8]

_OPENCV_FLAGS = {
    "nearest": cv2.INTER_NEAREST,
    "bilinear": cv2.INTER_LINEAR,
    "bicubic": cv2.INTER_CUBIC,
    "lanczos": cv2.INTER_LANCZOS4,
    "area": cv2.INTER_AREA,
}
_PILLOW_FILTERS = {
    "nearest": Image.Resampling.NEAREST,
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
    "area": Image.Resampling.BOX,
}
_TENSORFLOW_METHODS = {
    "nearest": "nearest",
    "bilinear": "bilinear",
    "bicubic": "bicubic",
    "lanczos": "lanczos3",
    "area": "area",
}


def real_resize(image: RGB, pipeline: Pipeline) -> RGB:
    """`image` (H, W, 3) or (H, W) uint8, scaled by the real library to the pipeline's target shape.

    TensorFlow returns floats; they are clipped to 0..255 and rounded to uint8 here.
    """
    return _CALLS[pipeline.library](np.ascontiguousarray(image), pipeline)


def _opencv(image: RGB, pipeline: Pipeline) -> RGB:
    scaled = cv2.resize(image, pipeline.target_size, interpolation=_OPENCV_FLAGS[pipeline.algorithm])
    return np.asarray(scaled, np.uint8)


def _pillow(image: RGB, pipeline: Pipeline) -> RGB:
    scaled = Image.fromarray(image).resize(pipeline.target_size, _PILLOW_FILTERS[pipeline.algorithm])
    return np.asarray(scaled, np.uint8)


def _tensorflow(image: RGB, pipeline: Pipeline) -> RGB:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
    import tensorflow as tf

    planes = image if image.ndim == 3 else image[..., None]
    method = _TENSORFLOW_METHODS[pipeline.algorithm]
    scaled = tf.image.resize(planes, pipeline.target_shape, method=method).numpy()
    rounded: RGB = np.asarray(np.clip(np.rint(scaled), 0, 255), np.uint8)
    return rounded if image.ndim == 3 else rounded[..., 0]


_CALLS: dict[str, Callable[[RGB, Pipeline], RGB]] = {
    "opencv": _opencv,
    "pillow": _pillow,
    "tensorflow": _tensorflow,
}
