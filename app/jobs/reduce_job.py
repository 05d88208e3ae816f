"""Make a copy of a picture that is small enough to be drawn in a tile at any moment."""

from dataclasses import dataclass
from typing import ClassVar

from app.jobs.job import Job
from core.images import RGB
from core.progress import Progress
from core.scaling.robust import area_output

SIDE = 1536
"""Tiles are never drawn larger than this many device pixels."""


def needs_reducing(pixels: RGB) -> bool:
    """Whether (H, W, 3) `pixels` are too many to average on the GUI thread."""
    return bool(max(pixels.shape[:2]) > SIDE)


def reduced(pixels: RGB) -> RGB:
    """`pixels` averaged to at most `SIDE` a side, aspect kept; the same array when it is that small."""
    if not needs_reducing(pixels):
        return pixels
    factor = SIDE / max(pixels.shape[:2])
    height, width = (max(1, round(length * factor)) for length in pixels.shape[:2])
    return area_output(pixels, (height, width))


@dataclass(frozen=True, eq=False)
class ReduceOptions:
    """The picture, (H, W, 3) uint8."""

    pixels: RGB


class ReduceJob(Job):
    """Result: the reduced picture."""

    lane: ClassVar[str] = "reduce"
    quiet: ClassVar[bool] = True

    def __init__(self, options: ReduceOptions) -> None:
        super().__init__("Reducing a picture for display")
        self.options = options

    def run(self, progress: Progress) -> RGB:
        """Average; never sample."""
        progress(0.0, self.title)
        return reduced(self.options.pixels)
