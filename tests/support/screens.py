"""What a canvas really put on the screen."""

import numpy as np
from PySide6.QtGui import QImage

from app.widgets.image_canvas import ImageCanvas
from core.images.arrays import RGB


def painted(canvas: ImageCanvas) -> RGB:
    """The part of a screenshot of `canvas` in which its image lies, (rows, columns, 3) uint8."""
    picture = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    height, width, stride = picture.height(), picture.width(), picture.bytesPerLine()
    lines = np.frombuffer(picture.constBits(), np.uint8).reshape(height, stride)
    pixels = lines[:, : 3 * width].reshape(height, width, 3)
    placement = canvas.placement()
    (rows, columns), (left, top) = placement.visible(), placement.offset
    return pixels[rows.start + top : rows.stop + top, columns.start + left : columns.stop + left].copy()
