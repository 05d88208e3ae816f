"""Is anything left? The inspection of a sanitized image, read with what was sanitized for in mind.

Pixels that were rebuilt leave traces on the lattice they were rebuilt on, and an inspection can take them for
an attack on the same size, or on a multiple or a part of it. What tells the two apart is the output itself:
a hidden picture is another one than the robust output, the traces are noise on the same picture.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from core.detection.further import related
from core.detection.inspection import Inspection, Resize, inspect_image
from core.images.arrays import RGB
from core.images.metrics import psnr
from core.progress import Progress, no_progress
from core.sanitizing.recheck import Recheck
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import robust_pipeline

SAME_PICTURE = 25.0
"""PSNR in dB of the smoothed output to the smoothed robust output, from which both show the same picture.
Hidden pictures lay below 13, traces of the median and random filters above 28 (on 6 photographs)."""
SMOOTHING = 1.0
"""Standard deviation in output pixels; takes the noise away and leaves a picture."""


def recheck(
    pixels: RGB,
    served: Sequence[Pipeline],
    *,
    resize: Resize = real_resize,
    progress: Progress = no_progress,
) -> Recheck:
    """Inspect a sanitized image (H, W, 3) uint8 again, which was sanitized for the pipelines `served`.

    Raises `ValueError` for other arrays and `Cancelled` through `progress`.
    """
    found = inspect_image(pixels, resize=resize, progress=progress)
    left = tuple(
        likely
        for likely in found.likely
        if not _served(likely[0], served) or _shows_another(pixels, likely[0], found, resize)
    )
    return Recheck(found.verdict, found.false_alarm_rate, left, traces=found.verdict != "clean" and not left)


def _served(pipeline: Pipeline, served: Sequence[Pipeline]) -> bool:
    return any(related(pipeline.whole.target_shape, entry.whole.target_shape) for entry in served)


def _shows_another(pixels: RGB, pipeline: Pipeline, found: Inspection, resize: Resize) -> bool:
    """Whether the pipeline shows another picture than robust scaling, in the region found if there is one."""
    shape = (pixels.shape[0], pixels.shape[1])
    pictures = resize(pixels, pipeline), real_resize(pixels, robust_pipeline(pipeline, shape))
    output, robust = (_smooth(_part(picture, found, shape)) for picture in pictures)
    return psnr(output, robust) < SAME_PICTURE


def _smooth(picture: RGB) -> RGB:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), SMOOTHING), np.uint8)


def _part(picture: RGB, found: Inspection, shape: tuple[int, int]) -> RGB:
    """What of an output lies in the region of the image that was found, all of it without one."""
    if found.region is None:
        return picture
    x, y, width, height = found.region
    down, across = picture.shape[0] / shape[0], picture.shape[1] / shape[1]
    rows = slice(int(y * down), max(int(y * down) + 1, round((y + height) * down)))
    columns = slice(int(x * across), max(int(x * across) + 1, round((x + width) * across)))
    return picture[rows, columns]
