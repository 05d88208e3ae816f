"""Sanitizing what our own craft makes: the payload goes, the picture comes back (seed paper, §5.4)."""

import cv2
import numpy as np
import pytest

from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.images.metrics import psnr
from core.sanitizing.sanitize import sanitize
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output
from tests.support.pictures import picture

PIPELINES = [
    Pipeline("opencv", "nearest", (64, 64)),
    Pipeline("opencv", "bilinear", (100, 80)),
    Pipeline("opencv", "bicubic", (48, 48)),
    Pipeline("pillow", "nearest", (100, 80)),
]


@pytest.mark.parametrize("filter_id", ["median", "random"])
@pytest.mark.parametrize("pipeline", PIPELINES, ids=lambda pipeline: pipeline.label)
def test_the_output_shows_the_source_again(pipeline: Pipeline, filter_id: str) -> None:
    larger = cv2.resize(picture("astronaut.png"), (640, 640), interpolation=cv2.INTER_CUBIC)
    source = np.asarray(larger, np.uint8)
    result = craft(attack_problem(source, picture("chelsea.png"), pipeline))
    assert result.max_output_error <= 1
    operator = operator_for(pipeline, (640, 640))
    cleaned = sanitize(result.image, operator, filter_id)
    assert cleaned.filter == filter_id
    assert psnr(cleaned.pixels, source) > {"median": 25, "random": 24}[filter_id]
    output = real_resize(cleaned.pixels, pipeline)
    to_target, to_source = (
        psnr(output, result.target),
        psnr(output, area_output(source, pipeline.target_shape)),
    )
    assert to_target < 12
    assert to_source > to_target + 5
