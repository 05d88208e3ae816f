"""A stop sign, drawn: what the bundled sample hides."""

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.arrays import RGB

SIDE = 512
"""Pixels per side; it is scaled down robustly like any other target."""

RED, WHITE = (172, 24, 32), (245, 245, 245)
BLUR = 25
"""Standard deviation in pixels by which the scene behind the sign is out of focus."""


def stop_sign(scene: RGB) -> RGB:
    """A red octagon with a white rim and STOP on it, before an out-of-focus `scene`; (512, 512, 3) uint8."""
    behind = cv2.GaussianBlur(cv2.resize(scene, (SIDE, SIDE), interpolation=cv2.INTER_AREA), (0, 0), BLUR)
    image = np.asarray(behind, np.uint8)
    for share, colour in ((0.44, WHITE), (0.41, RED)):
        cv2.fillPoly(image, [_octagon(share * SIDE)], colour, lineType=cv2.LINE_AA)
    _write(image, "STOP")
    return image


def _octagon(radius: float) -> NDArray[np.int32]:
    """Eight corners around the middle; `radius` reaches to the flat sides."""
    angles = np.pi / 8 + np.arange(8) * np.pi / 4
    corners = SIDE / 2 + radius / np.cos(np.pi / 8) * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return np.asarray(np.rint(corners), np.int32)


def _write(image: RGB, word: str) -> None:
    """Centred, three quarters of the sign's width, in strokes that survive scaling to 32 pixels."""
    font, thickness = cv2.FONT_HERSHEY_SIMPLEX, 30
    (width, height), _ = cv2.getTextSize(word, font, 1, 1)
    scale = 0.62 * SIDE / width
    corner = (round((SIDE - scale * width) / 2), round((SIDE + scale * height) / 2))
    cv2.putText(image, word, corner, font, scale, WHITE, thickness, cv2.LINE_AA)
