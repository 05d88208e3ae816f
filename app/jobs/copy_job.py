"""Make of pixels what the clipboard takes."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from PySide6.QtGui import QImage

from app.jobs.job import Job
from core.images import RGB
from core.progress import Progress


@dataclass(frozen=True, eq=False)
class CopyOptions:
    """The picture, (H, W, 3) uint8."""

    pixels: RGB


class CopyJob(Job):
    """Result: a `QImage` with the same pixels, which owns them."""

    lane: ClassVar[str] = "copy"
    quiet: ClassVar[bool] = True

    def __init__(self, options: CopyOptions) -> None:
        super().__init__("Copying a picture")
        self.options = options

    def run(self, progress: Progress) -> QImage:
        """Copy, pixel by pixel."""
        progress(0.0, self.title)
        pixels = np.ascontiguousarray(self.options.pixels)
        height, width = pixels.shape[:2]
        return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
