"""Sanitizing an image for one pipeline."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress, no_progress
from core.sanitizing.catalogue import sanitizer
from core.sanitizing.selective_median import selective_median
from core.sanitizing.selective_random import selective_random
from core.sanitizing.windows import Windows, windows_for
from core.scaling.operator import ScalingOperator
from core.scaling.robust import area_output

RGB = NDArray[np.uint8]


@dataclass(frozen=True)
class Sanitized:
    """A sanitized image.

    `filter` is the filter really used: robust scaling ("area") where a selective filter has no pixel to
    restore from, with a `note` that says so. `pixels` has the source's size, or for "area" the target size.
    `seed` is None unless the filter draws at random. `changed_pixels` counts pixels that differ from the
    input (for "area": all).
    """

    pixels: RGB
    filter: str
    seed: int | None
    changed_pixels: int
    note: str


def sanitize(
    pixels: RGB,
    operator: ScalingOperator,
    filter_id: str = "median",
    *,
    seed: int = 0,
    progress: Progress = no_progress,
) -> Sanitized:
    """Take the pixels that `operator` samples out of an attacker's hands.

    `pixels` is (H, W, 3) uint8 of the operator's source shape and is left untouched. Raises
    `UnknownNameError` for an unknown filter and `Cancelled` through `progress`.
    """
    spec = sanitizer(filter_id)
    if spec.id == "area":
        return _robust(pixels, operator, "")
    windows = windows_for(operator)
    if windows is None:
        return _robust(pixels, operator, _dense_note(operator, spec.title))
    restored = _restore(pixels, operator, windows, spec.id, seed, progress)
    changed = int(np.count_nonzero((restored != pixels).any(axis=-1)))
    return Sanitized(restored, spec.id, seed if spec.seeded else None, changed, "")


def _restore(
    pixels: RGB, operator: ScalingOperator, windows: Windows, filter_id: str, seed: int, progress: Progress
) -> RGB:
    if filter_id == "median":
        return selective_median(pixels, windows, progress)
    return selective_random(pixels, operator.sampled_mask(), windows, seed, progress)


def _robust(pixels: RGB, operator: ScalingOperator, note: str) -> Sanitized:
    height, width = pixels.shape[:2]
    return Sanitized(area_output(pixels, operator.target_shape), "area", None, height * width, note)


def _dense_note(operator: ScalingOperator, title: str) -> str:
    return (
        f"{operator.pipeline.label} weighs every pixel of this image, so {title.lower()} has no untouched "
        "pixel to restore from; robust (area) scaling to the target size was used instead."
    )
