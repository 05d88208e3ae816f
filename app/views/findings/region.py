"""What Findings shows side by side, and the part of each picture that a region of the image makes."""

import math
from dataclasses import dataclass, replace

import numpy as np

from app.widgets.image_tile_picture import Frame
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline


@dataclass(frozen=True, eq=False)
class Whole:
    """The image (H, W, 3), its area average for drawing, and two outputs of one size; None for none yet.

    `region` is the part (x, y, w, h) of the image that carries the payload.
    """

    pixels: RGB | None = None
    reduced: RGB | None = None
    output: RGB | None = None
    robust: RGB | None = None
    pipeline: Pipeline | None = None
    region: Frame | None = None

    @property
    def region_in_output(self) -> Frame | None:
        """The region in output pixels, rounded outwards; None where the output shows a part of the image."""
        shown = self.output if self.output is not None else self.robust
        if self.region is None or shown is None or self.pixels is None or self.pipeline is None:
            return None
        if self.pipeline.crop is not None or self.pipeline.cut is not None:
            return None
        (height, width), (rows, columns) = self.pixels.shape[:2], shown.shape[:2]
        x, y, across, down = self.region
        left, right = math.floor(x * columns / width), math.ceil((x + across) * columns / width)
        top, bottom = math.floor(y * rows / height), math.ceil((y + down) * rows / height)
        return left, top, right - left, bottom - top

    def cut(self) -> "Whole":
        """The region alone, in every picture that shows it; itself without a region."""
        if self.region is None or self.pixels is None:
            return self
        frame, pixels = self.region_in_output, part(self.pixels, self.region)
        output, robust = (
            None if frame is None or picture is None else part(picture, frame)
            for picture in (self.output, self.robust)
        )
        reduced = None if self.reduced is None else pixels
        return replace(self, pixels=pixels, reduced=reduced, output=output, robust=robust)


def part(pixels: RGB, frame: Frame) -> RGB:
    """The pixels inside (x, y, w, h)."""
    x, y, width, height = frame
    return np.ascontiguousarray(pixels[y : y + height, x : x + width])
