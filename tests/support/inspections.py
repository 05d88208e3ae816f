"""An inspection as detection would give it, made up, for tests of what shows and carries it."""

import numpy as np

from core.detection.inspection import Finding, Inspection, PipelineGuess
from core.scaling.pipeline import Pipeline


def inspection(pipeline: Pipeline | None = None) -> Inspection:
    """An attack, found by one detector, for `pipeline` (OpenCV bilinear 32×24 unless told)."""
    found = pipeline or Pipeline("opencv", "bilinear", (24, 32))
    hidden = np.random.default_rng(4).integers(0, 256, (*found.target_shape, 3), dtype=np.uint8)
    return Inspection(
        verdict="attack",
        false_alarm_rate=0.01,
        summary="A picture is hidden here.",
        target_shape=found.target_shape,
        pipelines=(PipelineGuess(found, 0.9),),
        findings=(Finding("comb", "Comb", 12.5, 4.0, 0.01, True, "Traces repeat."),),
        region=None,
        hidden=hidden,
        robust=255 - hidden,
        seconds=0.75,
        versions=(("opencv", "5.0.0"),),
    )
