"""The published detectors side by side, for comparison and because analysts cite them."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.detection.calibration import load_calibration
from core.detection.catalogue import PUBLISHED, DetectorSpec
from core.detection.findings import Finding, finding
from core.detection.inspection import Inspection
from core.detection.scan import known_lead
from core.errors import ImageTooSmallError
from core.images.arrays import RGB, as_rgb
from core.progress import Progress, no_progress, stage
from core.scaling.pipeline import Pipeline
from core.scaling.robust import axis_changes
from core.spectrum.envelope import texture_of

LEAST_SIDE = 16
"""Pixels a side below which blocks, spectra and structural similarity mean nothing."""


@dataclass(frozen=True)
class Comparison:
    """What the published detectors say of one image.

    `told` is the pipeline that those which need a size or a pipeline were told. `silent` are the ids of those
    that do not apply to it, `seconds` the time it took.
    """

    told: Pipeline
    findings: tuple[Finding, ...]
    silent: tuple[str, ...]
    seconds: float

    @property
    def flagged(self) -> int:
        """How many flag the image."""
        return sum(entry.flagged for entry in self.findings)


def compare_detectors(
    pixels: RGB,
    told: Pipeline,
    *,
    detectors: Sequence[DetectorSpec] = PUBLISHED,
    progress: Progress = no_progress,
) -> Comparison:
    """Score an RGB image (H, W, 3) uint8 by every published detector.

    Their thresholds were measured with the size that the blind search suspects most; told another one, an
    untouched image is less likely to be flagged. Raises `ImageTooSmallError` for images they can not
    measure and where `told` makes the image no smaller.
    """
    start = time.perf_counter()
    image = as_rgb(pixels)
    _check((image.shape[0], image.shape[1]), told)
    part, pipeline = _part(image, told)
    texture = texture_of(part, progress=stage(progress, 0.0, 0.1))
    progress(0.1, "Looking for the traces of this size")
    suspicion = known_lead(texture, pipeline).suspicion
    calibration, found, silent = load_calibration(), [], []
    for place, spec in enumerate(detectors):
        share = stage(progress, 0.2 + 0.8 * place / len(detectors), 0.2 + 0.8 * (place + 1) / len(detectors))
        share(0.0, spec.title)
        score = spec.measure(suspicion, share)
        if score is None:
            silent.append(spec.id)
        else:
            found.append(finding(spec, score, calibration))
    return Comparison(told, tuple(found), tuple(silent), time.perf_counter() - start)


def with_published(inspection: Inspection, comparison: Comparison | None) -> Inspection:
    """The inspection with the published detectors' findings in place of the few it had of them."""
    if comparison is None:
        return inspection
    theirs = {spec.id for spec in PUBLISHED}
    own = tuple(entry for entry in inspection.findings if entry.detector not in theirs)
    return replace(inspection, findings=(*own, *comparison.findings), told=comparison.told)


def _part(image: RGB, told: Pipeline) -> tuple[RGB, Pipeline]:
    """The part of the image that is scaled, and how, as if it were an image of its own."""
    whole = told.whole
    x, y, width, height = whole.crop_of((image.shape[0], image.shape[1]))
    plain = Pipeline(whole.library, whole.algorithm, whole.target_shape)
    return np.ascontiguousarray(image[y : y + height, x : x + width]), plain


def _check(shape: tuple[int, int], told: Pipeline) -> None:
    if min(shape) < LEAST_SIDE:
        raise ImageTooSmallError(
            f"At {shape[1]}×{shape[0]} pixels this image is too small for the published detectors; they need "
            f"{LEAST_SIDE} pixels a side."
        )
    if max(axis_changes(told, shape)) >= 0:
        raise ImageTooSmallError(
            f"{told.label} does not make both sides of this image shorter, so the published detectors have "
            "nothing to compare; choose a smaller target size."
        )
