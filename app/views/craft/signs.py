"""The drawn traffic signs that may be hidden: whatever resources/signs holds, and a stop sign in any case."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from core.attacks.sign_target import GREY, drawing_side, sign_target
from core.attacks.stop_sign import stop_sign
from core.classification.labels import CLASS_COUNT, CLASS_NAMES
from core.images.arrays import RGB, Shape

STOP = 14
ICON_SIDE = 20


@dataclass(frozen=True)
class Sign:
    """A class of the benchmark; `drawing` is the text of its SVG file, None for the stop sign of `core`."""

    class_id: int
    drawing: str | None

    @property
    def name(self) -> str:
        """The class in English."""
        return CLASS_NAMES[self.class_id]


@cache
def signs() -> tuple[Sign, ...]:
    """Every sign that can be drawn, by class."""
    folder = files("resources") / "signs"
    drawings = {number: folder / f"{number:02d}.svg" for number in range(CLASS_COUNT)}
    found = [
        Sign(number, _text(file)) for number, file in drawings.items() if file.is_file() or number == STOP
    ]
    return tuple(found)


def _text(file: Traversable) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None


def sign_picture(sign: Sign, shape: Shape, scene: RGB | None = None) -> RGB:
    """The sign as a target of (height, width), before an out-of-focus `scene`, (H, W, 3) uint8, if any.

    The stop sign of `core` is 512×512 whatever the shape.
    """
    if sign.drawing is None:
        return stop_sign(np.full((16, 16, 3), GREY, np.uint8) if scene is None else scene)
    return sign_target(_rgba(sign.drawing, drawing_side(shape)), shape, scene)


def sign_icon(sign: Sign) -> QIcon:
    """A small picture for lists; empty for the stop sign of `core`."""
    if sign.drawing is None:
        return QIcon()
    return QIcon(QPixmap.fromImage(_rendered(sign.drawing, 2 * ICON_SIDE)))


def _rgba(drawing: str, side: int) -> NDArray[np.uint8]:
    image = _rendered(drawing, side).convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(side, image.bytesPerLine())
    return rows[:, : 4 * side].reshape(side, side, 4).copy()


def _rendered(drawing: str, side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_RGBA8888_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image
