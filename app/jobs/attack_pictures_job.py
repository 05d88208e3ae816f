"""Pictures of a finished attack for display: the attack image and what it changes."""

from dataclasses import dataclass
from typing import ClassVar

import cv2
import numpy as np
from numpy.typing import NDArray

from app.jobs.job import Job
from app.jobs.reduce_job import reduced
from core.images import RGB
from core.images.arrays import Shape
from core.progress import Progress

GAINS = tuple(2**power for power in range(9))
"""How many times a difference may be shown as strong as it is: 1 to 256."""
CHANGE_SIDE = 512
"""Largest side of the difference that is kept for display; a slider redraws it at every step."""
STRONG_SHARE = 99.0
"""Percent of the differences that the suggested gain keeps unclipped."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class AttackPicturesOptions:
    """The attack image and its source, both (H, W, 3) uint8."""

    image: RGB
    source: RGB


@dataclass(frozen=True, eq=False)
class AttackPictures:
    """Averaged for display: the attack image, uint8, and image − source in grey levels.

    `change` is None where the attack image has another size than its source. `gain` is the suggested one.
    """

    image: RGB
    change: Floats | None
    gain: int


def suggested_gain(change: Floats) -> int:
    """The largest gain that keeps all but the hundredth part of the differences unclipped."""
    strong = float(np.percentile(np.abs(change), STRONG_SHARE))
    return max((gain for gain in GAINS if gain * strong <= 127), default=1)


def amplified(change: Floats, gain: float) -> RGB:
    """128 + gain · change, clipped to uint8: mid grey where nothing changed."""
    return np.asarray(cv2.convertScaleAbs(np.clip(change * gain + 128, 0, 255)), np.uint8)


def mean_change(image: RGB, source: RGB) -> Floats:
    """image − source in grey levels, averaged by area to at most `CHANGE_SIDE` a side; aspect kept.

    Channel by channel, as a large difference in floats would take twelve bytes a pixel.
    """
    height, width = small_shape(image.shape[:2])
    planes = []
    for channel in range(3):
        pair = (cv2.extractChannel(image, channel), cv2.extractChannel(source, channel))
        change = cv2.subtract(*pair, dtype=cv2.CV_32F)
        planes.append(cv2.resize(change, (width, height), interpolation=cv2.INTER_AREA))
    return np.asarray(cv2.merge(planes), np.float32)


def small_shape(shape: Shape) -> Shape:
    """`shape` (height, width) shrunk to `CHANGE_SIDE` if it is larger."""
    factor = min(1.0, CHANGE_SIDE / max(shape))
    return max(1, round(shape[0] * factor)), max(1, round(shape[1] * factor))


class AttackPicturesJob(Job):
    """Result: `AttackPictures`."""

    lane: ClassVar[str] = "reduce"
    quiet: ClassVar[bool] = True

    def __init__(self, options: AttackPicturesOptions) -> None:
        super().__init__("Drawing the attack image")
        self.options = options

    def run(self, progress: Progress) -> AttackPictures:
        """Average, then compare."""
        progress(0.0, self.title)
        image, source = self.options.image, self.options.source
        shown = reduced(image)
        progress(0.5, self.title)
        if image.shape != source.shape:
            return AttackPictures(shown, None, 1)
        change = mean_change(image, source)
        return AttackPictures(shown, change, suggested_gain(change))
