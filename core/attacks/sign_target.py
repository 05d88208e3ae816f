"""A drawn sign as a target: in the middle of the picture, before an out-of-focus scene."""

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.arrays import RGB, Shape
from core.scaling.robust import area_output

SHARE = 0.86
"""The sign's side as a share of the picture's shorter one."""
FINE = 256
"""Least pixels of the shorter side while drawing; then all is averaged, so that edges come out smooth."""
BLUR = 0.05
"""Standard deviation of the scene's blur as a share of the picture's shorter side."""
GREY = 128


def drawing_side(shape: Shape) -> int:
    """Pixels per side of the drawing that `sign_target` wants for a target of (height, width)."""
    return round(SHARE * min(shape) * _factor(shape))


def sign_target(drawing: NDArray[np.uint8], shape: Shape, scene: RGB | None = None) -> RGB:
    """`drawing` over `scene`, or over mid grey; (h, w, 3) uint8 of the size `shape`.

    drawing: (s, s, 4) RGBA uint8, alpha not premultiplied, s as `drawing_side` says.
    scene: (H, W, 3) uint8 of any size. Raises `ValueError` for a drawing of another size.
    """
    side, factor = drawing_side(shape), _factor(shape)
    if drawing.shape != (side, side, 4):
        raise ValueError(f"expected a drawing of {(side, side, 4)}, got {drawing.shape}")
    fine = (shape[0] * factor, shape[1] * factor)
    picture = _backdrop(scene, fine).astype(np.float32)
    top, left = (fine[0] - side) // 2, (fine[1] - side) // 2
    part = picture[top : top + side, left : left + side]
    alpha = drawing[..., 3:].astype(np.float32) / 255
    part += alpha * (drawing[..., :3] - part)
    return area_output(np.asarray(np.rint(picture), np.uint8), shape)


def _factor(shape: Shape) -> int:
    return max(1, math.ceil(FINE / min(shape)))


def _backdrop(scene: RGB | None, shape: Shape) -> NDArray[Any]:
    if scene is None:
        return np.full((*shape, 3), GREY, np.uint8)
    return cv2.GaussianBlur(area_output(scene, shape), (0, 0), BLUR * min(shape))
