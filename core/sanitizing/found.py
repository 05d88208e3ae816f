"""Sanitizing for what an inspection found."""

from collections.abc import Sequence
from dataclasses import replace

from core.progress import Progress, no_progress
from core.sanitizing.agreement import Resize
from core.sanitizing.sanitize import RGB, Sanitized, sanitize_all
from core.sanitizing.wording import NothingFreeError, leads_note
from core.scaling.operator import ScalingOperator
from core.scaling.real_calls import real_resize


def sanitize_found(
    pixels: RGB,
    operators: Sequence[ScalingOperator],
    leads: Sequence[ScalingOperator],
    filter_id: str = "median",
    *,
    seed: int = 0,
    resize: Resize = real_resize,
    progress: Progress = no_progress,
) -> Sanitized:
    """`sanitize_all` for all `operators`, or for the `leads` alone where all together read every pixel.

    `leads` are those of `operators` that have to be served: the likeliest for each hidden picture. The
    result's `pipelines` are those served, and its `note` says when some were not. Raises as `sanitize_all`.
    """
    try:
        return sanitize_all(pixels, operators, filter_id, seed=seed, resize=resize, progress=progress)
    except NothingFreeError:
        if not leads or len(leads) == len(operators):
            raise
    served = sanitize_all(pixels, leads, filter_id, seed=seed, resize=resize, progress=progress)
    note = leads_note(len(operators), leads)
    return replace(served, note=f"{note} {served.note}".rstrip())
