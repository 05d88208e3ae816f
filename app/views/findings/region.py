"""What Findings shows side by side, and the part of each picture that a region of the image makes."""

from dataclasses import dataclass, replace

from core.images.arrays import RGB
from core.images.regions import Region, cut_out, scaled_region
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
    region: Region | None = None

    @property
    def region_in_output(self) -> Region | None:
        """The region in output pixels, rounded outwards; None where the output shows a part of the image."""
        shown = self.output if self.output is not None else self.robust
        if self.region is None or shown is None or self.pixels is None or self.pipeline is None:
            return None
        if self.pipeline.crop is not None or self.pipeline.cut is not None:
            return None
        (height, width), (rows, columns) = self.pixels.shape[:2], shown.shape[:2]
        return scaled_region(self.region, (height, width), (rows, columns))

    def cut(self) -> "Whole":
        """The region alone, in every picture that shows it; itself without a region."""
        if self.region is None or self.pixels is None:
            return self
        frame, pixels = self.region_in_output, cut_out(self.pixels, self.region)
        output, robust = (
            None if frame is None or picture is None else cut_out(picture, frame)
            for picture in (self.output, self.robust)
        )
        reduced = None if self.reduced is None else pixels
        return replace(self, pixels=pixels, reduced=reduced, output=output, robust=robust)
