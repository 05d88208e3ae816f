"""The outputs around a window: as the real library computes them, while pixels of the window change."""

import numpy as np
import pytest

from core.attacks.passes import Passes
from core.attacks.prepared import prepare_problem
from core.attacks.problem import attack_problem
from core.attacks.window_outputs import WindowOutputs, unmodelled
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.pictures import picture

ROWS, COLUMNS, CHANNEL = np.arange(44, 56), np.arange(60, 72), 1
WIDE, TALL = (slice(0, 96), slice(0, 180)), (slice(0, 180), slice(0, 96))
PIPELINES = [
    Pipeline("pillow", "bilinear", (24, 36)),
    Pipeline("pillow", "lanczos", (40, 31)),
    Pipeline("pillow", "bicubic", (20, 90)),
    Pipeline("pillow", "bicubic", (24, 36), crop=(6, 2, 88, 90)),
    Pipeline("tensorflow", "bicubic-aa", (24, 36)),
    Pipeline("opencv", "bilinear", (24, 36)),
]


def contrasting(part: tuple[slice, slice]) -> RGB:
    """Mostly black and white, so that kernels with negative weights clip between the passes."""
    image = picture("coffee.png")[100:, 100:][part].astype(np.int16)
    return np.asarray(np.clip((image - 110) * 6 + 128, 0, 255), np.uint8)


def around(pipeline: Pipeline, image: RGB, target: RGB) -> tuple[WindowOutputs, Passes]:
    prepared = prepare_problem(attack_problem(image, target, pipeline, epsilon=0), real_resize)
    view = Passes.of(prepared.goals[0])
    place = ROWS, COLUMNS
    off = unmodelled(view, image, real_resize(image, pipeline), CHANNEL, place)
    assert off is not None
    return WindowOutputs.of(view, image, CHANNEL, place, 0.0, off), view


def real(near: WindowOutputs, view: Passes, image: RGB) -> RGB:
    """The real library's outputs there, in the order of the passes."""
    rows, columns = (window.outputs for window in view.windows(ROWS, COLUMNS))
    found = real_resize(image, view.goal.pipeline)[rows[:, None], columns, CHANNEL]
    return np.asarray(found.T if near.view.turned else found)


@pytest.mark.parametrize("part", [WIDE, TALL], ids=["wide", "tall"])
@pytest.mark.parametrize("pipeline", PIPELINES, ids=lambda pipeline: pipeline.label)
def test_outputs_are_the_real_ones_before_and_after_pixels_move(
    pipeline: Pipeline, part: tuple[slice, slice]
) -> None:
    image = contrasting(part)
    near, view = around(pipeline, image, picture("chelsea.png"))
    within = 0.5 if view.exact else 0.75
    moved = image.copy()
    for row, column, step in ((3, 4, -90), (5, 6, 40), (6, 2, 255), (3, 4, 30)):
        place = ROWS[row], COLUMNS[column], CHANNEL
        level = int(np.clip(int(moved[place]) + step, 0, 255))
        near.move(row, column, level - int(moved[place]))
        moved[place] = level
        shown = np.clip(near.output, 0, 255)
        assert np.abs(shown - real(near, view, moved)).max() <= within + 1e-6


def test_pillow_scales_tall_images_vertically_first() -> None:
    turned = [
        around(PIPELINES[0], contrasting(part), picture("chelsea.png"))[1].turned for part in (WIDE, TALL)
    ]
    assert turned == [False, True]


def test_trying_a_step_says_what_moving_does() -> None:
    near, _ = around(PIPELINES[1], contrasting(WIDE), picture("chelsea.png"))
    row, column, steps = np.array([2, 7]), np.array([5, 0]), np.array([[-8.0, 3.0], [16.0, -1.0]])
    tried = near.tried(row, column, steps)
    near.move(7, 0, 16.0)
    assert near.excess == pytest.approx(tried[1, 0])


def test_the_slope_is_that_of_the_excess() -> None:
    near, _ = around(PIPELINES[4], contrasting(WIDE), picture("chelsea.png"))
    row, column = np.array([4]), np.array([6])
    up, down = near.tried(row, column, np.array([[1e-3, -1e-3]]))[0]
    assert near.slope()[4, 6] == pytest.approx((up - down) / 4e-3, rel=1e-3)


def test_black_and_white_targets_may_lie_beyond_the_ends() -> None:
    blank = np.full((96, 180, 3), 255, np.uint8)
    near, _ = around(PIPELINES[2], contrasting(WIDE), blank)
    assert np.isinf(near.high).all()
    assert (near.low == 254.5).all()


def test_pixels_that_reach_nothing_have_no_outputs_around_them() -> None:
    view = around(PIPELINES[3], contrasting(WIDE), picture("chelsea.png"))[1]
    image = contrasting(WIDE)
    outside = np.arange(0, 2)
    output = real_resize(image, view.goal.pipeline)
    assert unmodelled(view, image, output, CHANNEL, (outside, COLUMNS)) is None
