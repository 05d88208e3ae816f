"""The real resize call of each library, the judge of every model and the maker of every preview.

Libraries that compute in floats return them clipped to 0..255 and rounded to uint8.
"""

import os
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.scaling.pillow_coefficients import GAP_SUFFIX, REDUCING_GAP
from core.scaling.pipeline import Pipeline
from core.scaling.skimage_calls import skimage_resize
from core.scaling.vips_calls import vips_resize

RGB = NDArray[np.uint8]
Shape = tuple[int, int]

_OPENCV_FLAGS = {
    "nearest": cv2.INTER_NEAREST,
    "bilinear": cv2.INTER_LINEAR,
    "bicubic": cv2.INTER_CUBIC,
    "lanczos": cv2.INTER_LANCZOS4,
    "area": cv2.INTER_AREA,
    "nearest_exact": cv2.INTER_NEAREST_EXACT,
    "bilinear_exact": cv2.INTER_LINEAR_EXACT,
}
_PILLOW_FILTERS = {
    "nearest": Image.Resampling.NEAREST,
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
    "area": Image.Resampling.BOX,
    "hamming": Image.Resampling.HAMMING,
}
_SKIMAGE_ORDERS = {"nearest": 0, "bilinear": 1, "bicubic": 3}


def real_resize(image: RGB, pipeline: Pipeline) -> RGB:
    """`image` (H, W, 3) or (H, W) uint8, cropped and scaled by the real library to the target shape.

    Raises `AliascopeError` where the pipeline's crop does not lie in the image.
    """
    x, y, width, height = pipeline.crop_of((image.shape[0], image.shape[1]))
    if pipeline.cut is not None:
        rows, columns = pipeline.target_shape
        top, left = pipeline.cut.top, pipeline.cut.left
        return np.ascontiguousarray(
            real_resize(image, pipeline.whole)[top : top + rows, left : left + columns]
        )
    seen = np.ascontiguousarray(image[y : y + height, x : x + width])
    return _CALLS[pipeline.library](seen, pipeline.algorithm, pipeline.target_shape)


def _opencv(image: RGB, method: str, target: Shape) -> RGB:
    return np.asarray(cv2.resize(image, target[::-1], interpolation=_OPENCV_FLAGS[method]), np.uint8)


def _pillow(image: RGB, method: str, target: Shape) -> RGB:
    gap = REDUCING_GAP if method.endswith(GAP_SUFFIX) else None
    resample = _PILLOW_FILTERS[method.removesuffix(GAP_SUFFIX)]
    return np.asarray(Image.fromarray(image).resize(target[::-1], resample, reducing_gap=gap), np.uint8)


def _tensorflow(image: RGB, method: str, target: Shape) -> RGB:
    name, _, antialias = method.partition("-")
    planes = image if image.ndim == 3 else image[..., None]
    kernel = "lanczos3" if name == "lanczos" else name
    scaled = _tf().image.resize(planes, target, method=kernel, antialias=bool(antialias)).numpy()
    return _rounded(scaled).reshape(*target, *image.shape[2:])


def _tensorflow_v1(image: RGB, method: str, target: Shape) -> RGB:
    planes = image if image.ndim == 3 else image[..., None]
    scaled = _tf().compat.v1.image.resize(planes, target, method=method).numpy()
    return _rounded(scaled).reshape(*target, *image.shape[2:])


def _keras(image: RGB, method: str, target: Shape) -> RGB:
    """`load_img` scales with Pillow's nearest unless told otherwise; the layer with TensorFlow's bilinear."""
    if method == "load_img":
        return _pillow(image, "nearest", target)
    tensorflow = _tf()
    import keras

    layer = keras.layers.Resizing(*target)
    planes = image.reshape(*image.shape[:2], -1)
    # Plane by plane and as a tensor: of an array, the layer makes float copies of its own.
    scaled = [
        np.asarray(layer(tensorflow.cast(planes[None, ..., [plane]], "float32")))[0, ..., 0]
        for plane in range(planes.shape[2])
    ]
    return _rounded(np.stack(scaled, axis=-1)).reshape(*target, *image.shape[2:])


def _skimage(image: RGB, method: str, target: Shape) -> RGB:
    name, _, anti_aliasing = method.partition("-")
    order = _SKIMAGE_ORDERS[name]
    return _rounded(skimage_resize(image, target, order, anti_aliasing=bool(anti_aliasing)))


def _torch(image: RGB, method: str, target: Shape) -> RGB:
    import torch

    name, _, antialias = method.partition("-")
    planes = image if image.ndim == 3 else image[..., None]
    batch = torch.from_numpy(np.ascontiguousarray(planes.transpose(2, 0, 1))[None]).float()
    mode = name.replace("_", "-")
    scaled = torch.nn.functional.interpolate(batch, size=target, mode=mode, antialias=bool(antialias))
    return _rounded(scaled[0].permute(1, 2, 0).numpy()).reshape(*target, *image.shape[2:])


def _tf() -> Any:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
    import tensorflow

    return tensorflow


def _rounded(values: NDArray[Any]) -> RGB:
    return np.asarray(np.clip(np.rint(values), 0, 255), np.uint8)


_CALLS: dict[str, Callable[[RGB, str, Shape], RGB]] = {
    "opencv": _opencv,
    "pillow": _pillow,
    "tensorflow": _tensorflow,
    "tensorflow1": _tensorflow_v1,
    "keras": _keras,
    "skimage": _skimage,
    "torch": _torch,
    "vips": vips_resize,
}
