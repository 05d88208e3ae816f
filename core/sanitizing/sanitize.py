"""Sanitizing an image for one pipeline, or for several at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress

import cv2
import numpy as np
from numpy.typing import NDArray

from core.progress import Progress, no_progress, stage
from core.sanitizing.agreement import Agreement, Resize, agreements
from core.sanitizing.catalogue import SanitizerSpec, sanitizer
from core.sanitizing.projection import project
from core.sanitizing.recheck import Recheck
from core.sanitizing.selective import averages, restored, served
from core.sanitizing.wording import (
    agreement_note,
    check_one_target,
    dense_note,
    enlarging_note,
    nothing_free,
    selective_note,
)
from core.scaling.operator import ScalingOperator
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import robust_pipeline

RGB = NDArray[np.uint8]

ERROR = 2.0
"""Grey levels by which outputs may differ from the robust one for the filter "safe"."""

COMPARED_BYTES = 100_000
"""What is compared at a time, small enough to be had without asking the system for memory."""


@dataclass(frozen=True)
class Sanitized:
    """A sanitized image.

    `filter` is the filter really used: robust scaling ("area") where a selective filter has no pixel to
    restore from, with a `note` that says so; an image that every pipeline enlarges stays as it is. `pixels`
    has the source's size, or for "area" the target size.
    `seed` is None unless the filter draws at random. `changed_pixels` counts pixels that differ from the
    input (for "area": all). `agreements`, for the filter "safe", holds how far each pipeline's real output
    is from the robust ones. `requested` is the filter asked for, `pipelines` those it was asked for.
    `recheck` is what another inspection found in `pixels`; None: there was none.
    """

    pixels: RGB
    filter: str
    seed: int | None
    changed_pixels: int
    note: str
    agreements: tuple[Agreement, ...] = ()
    requested: str = ""
    pipelines: tuple[Pipeline, ...] = ()
    recheck: Recheck | None = None


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
    return sanitize_all(pixels, (operator,), filter_id, seed=seed, progress=progress)


def sanitize_all(
    pixels: RGB,
    operators: Sequence[ScalingOperator],
    filter_id: str = "median",
    *,
    seed: int = 0,
    error: float = ERROR,
    resize: Resize = real_resize,
    progress: Progress = no_progress,
) -> Sanitized:
    """Take the pixels that any of `operators` samples out of an attacker's hands, at least one operator.

    The selective filters restore the union of what the operators sample from pixels that none of them does,
    so one pass leaves nothing for any. Operators that weigh every pixel can not be served by that and are
    left out; of kernels nearly as wide as the ratio, pixels of little influence are taken as they are. Of
    both `note` tells. `error` (grey levels) and `resize` matter to the filter "safe" only: how
    close the outputs shall come, and the real library's call or a stand-in that runs it elsewhere.
    Raises `UnknownNameError` for an unknown filter, `AliascopeError` where the operators leave no free
    pixel or robust scaling is asked for several target sizes, `Cancelled` through `progress`.
    """
    spec = sanitizer(filter_id)
    if spec.id == "area":
        result = _robust(pixels, operators, "")
    elif spec.id == "safe":
        result = _agreed(pixels, operators, error, resize, progress)
    else:
        result = _selective(pixels, operators, spec, seed, progress)
    pipelines = tuple(operator.pipeline for operator in operators)
    return replace(result, requested=spec.id, pipelines=pipelines)


def _selective(
    pixels: RGB, operators: Sequence[ScalingOperator], spec: SanitizerSpec, seed: int, progress: Progress
) -> Sanitized:
    lattices = [served(operator) for operator in operators]
    found = [lattice for lattice in lattices if lattice is not None]
    if not found and all(max(operator.ratio) <= 1 for operator in operators):
        return Sanitized(pixels.copy(), spec.id, None, 0, enlarging_note(operators))
    if not found:
        return _robust(pixels, operators, dense_note(operators, spec.title))
    result = restored(pixels, found, spec.id, seed, progress)
    if result is None:
        raise nothing_free(operators, spec.title)
    note = selective_note(operators, lattices)
    changed = _changed(result, pixels, operators)
    return Sanitized(result, spec.id, seed if spec.seeded else None, changed, note)


def _agreed(
    pixels: RGB, operators: Sequence[ScalingOperator], error: float, resize: Resize, progress: Progress
) -> Sanitized:
    """The robust outputs of the cleaned image are what every pipeline is to show."""
    lattices = [lattice for operator in operators if (lattice := served(operator)) is not None]
    cleaned = restored(pixels, lattices, "median", 0, stage(progress, 0.0, 0.3)) if lattices else None
    base = pixels if cleaned is None else cleaned
    wanted = [real_resize(base, _robust_for(operator)) for operator in operators]
    steered = [not averages(operator) for operator in operators]
    result = base
    if any(steered):
        chosen = list(compress(operators, steered)), list(compress(wanted, steered))
        result = project(base, *chosen, error, stage(progress, 0.3, 0.8))
    pipelines = [operator.pipeline for operator in operators]
    own = [real_resize(pixels, _robust_for(operator)) for operator in operators]
    measured = agreements(pixels, result, wanted, own, pipelines, resize, stage(progress, 0.8, 1.0))
    note = agreement_note(list(compress(measured, steered)), len(operators) - sum(steered), error)
    return Sanitized(result, "safe", None, _changed(result, pixels, operators), note, measured)


def _robust(pixels: RGB, operators: Sequence[ScalingOperator], note: str) -> Sanitized:
    check_one_target(operators)
    height, width = pixels.shape[:2]
    output = real_resize(pixels, _robust_for(operators[0]))
    return Sanitized(output, "area", None, height * width, note)


def _robust_for(operator: ScalingOperator) -> Pipeline:
    return robust_pipeline(operator.pipeline, operator.source_shape)


def _changed(result: RGB, pixels: RGB, operators: Sequence[ScalingOperator]) -> int:
    """Pixels that differ, among the rows that any operator reads: the others are as they were.

    Counted by bands of rows to keep what is compared at a time small.
    """
    rows = np.flatnonzero(np.any([operator.row_influence > 0 for operator in operators], axis=0))
    step = max(1, COMPARED_BYTES // pixels[0].size)
    bands = (rows[start : start + step] for start in range(0, rows.size, step))
    return sum(_differing(result[band], pixels[band]) for band in bands)


def _differing(first: RGB, second: RGB) -> int:
    # Plane by plane: what goes through three channels at a time is several times slower.
    red, green, blue = cv2.split(cv2.absdiff(first, second))
    return int(cv2.countNonZero(cv2.max(cv2.max(red, green), blue)))
