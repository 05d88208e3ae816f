"""Sanitizing for what was found: all of it, and the likeliest where that would leave no pixel."""

import numpy as np
import pytest

from core.images.arrays import RGB
from core.sanitizing.found import sanitize_found
from core.sanitizing.wording import NothingFreeError
from core.scaling.operator import ScalingOperator, operator_for
from core.scaling.pipeline import Pipeline


def operators(image: RGB, *sides: int) -> list[ScalingOperator]:
    shape = (image.shape[0], image.shape[1])
    return [operator_for(Pipeline("opencv", "nearest", (side, side)), shape) for side in sides]


def test_all_are_served_where_that_is_possible(astronaut: RGB) -> None:
    every = operators(astronaut, 64, 90)
    result = sanitize_found(astronaut, every, every[:1])
    assert result.pipelines == tuple(operator.pipeline for operator in every)
    assert result.note == ""


def test_the_likeliest_are_served_where_all_leave_nothing_free(astronaut: RGB) -> None:
    image = astronaut[:256, :256]
    shape = (256, 256)
    every = [
        operator_for(Pipeline("opencv", "nearest", (128, 128)), shape),
        operator_for(Pipeline("pillow", "nearest", (128, 128)), shape),
        *(operator_for(Pipeline("opencv", "nearest", (side, side)), shape) for side in (127, 125, 123, 121)),
    ]
    with pytest.raises(NothingFreeError):
        sanitize_found(image, every, ())
    result = sanitize_found(image, every, every[:1])
    assert result.pipelines == (every[0].pipeline,)
    assert "6 likely pipelines" in result.note
    assert every[0].pipeline.label in result.note
    assert not np.array_equal(result.pixels, image)
