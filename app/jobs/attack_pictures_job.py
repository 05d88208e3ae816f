"""Pictures of a finished attack for display: the attack image and what it changes."""

from dataclasses import dataclass
from typing import ClassVar

from app.jobs.job import Job
from app.jobs.reduce_job import reduced
from core.images import RGB
from core.progress import Progress
from core.scaling.divergence import amplified_difference

LARGEST_GAIN = 64


@dataclass(frozen=True, eq=False)
class AttackPicturesOptions:
    """The attack image and its source, both (H, W, 3) uint8; `largest` is their largest difference."""

    image: RGB
    source: RGB
    largest: float


@dataclass(frozen=True, eq=False)
class AttackPictures:
    """Averaged for display: the attack image, and image − source around mid grey, `gain` times as strong."""

    image: RGB
    difference: RGB
    gain: int


def difference_gain(largest: float) -> int:
    """The largest power of two, at most `LARGEST_GAIN`, that keeps `largest` grey levels unclipped."""
    gain = 1
    while gain < LARGEST_GAIN and 2 * gain * largest <= 127:
        gain *= 2
    return gain


class AttackPicturesJob(Job):
    """Result: `AttackPictures`."""

    lane: ClassVar[str] = "reduce"
    quiet: ClassVar[bool] = True

    def __init__(self, options: AttackPicturesOptions) -> None:
        super().__init__("Drawing the attack image")
        self.options = options

    def run(self, progress: Progress) -> AttackPictures:
        """Average first: the mean of the differences is the difference of the means."""
        progress(0.0, self.title)
        image, source = reduced(self.options.image), reduced(self.options.source)
        gain = difference_gain(self.options.largest)
        return AttackPictures(image, amplified_difference(image, source, gain), gain)
