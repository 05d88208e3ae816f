"""Whether a pipeline shows what another one was attacked with."""

import cv2
import numpy as np
import pytest

from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.detection.aim import AIMED, shown_share
from core.images.arrays import RGB
from core.scaling.pipeline import Cut, Pipeline
from tests.support.pictures import picture

MEANT = Pipeline("opencv", "bilinear", (90, 120))


@pytest.fixture(scope="module")
def attack() -> RGB:
    source = np.asarray(
        cv2.resize(picture("coffee.png"), (800, 600), interpolation=cv2.INTER_CUBIC), np.uint8
    )
    return craft(attack_problem(source, picture("chelsea.png"), MEANT)).image


def test_the_pipeline_itself_shows_all_of_it(attack: RGB) -> None:
    assert shown_share(attack, MEANT, MEANT, None) == pytest.approx(1)


@pytest.mark.parametrize(
    ("asked", "shows"),
    [
        (MEANT.by("tensorflow", "bilinear"), True),
        (MEANT.by("opencv", "bicubic"), True),
        (MEANT.by("pillow", "nearest"), True),
        (MEANT.by("opencv", "nearest"), False),
        (MEANT.by("opencv", "area"), False),
        (MEANT.by("pillow", "bilinear"), False),
        (MEANT.by("tensorflow", "bicubic-aa"), False),
        (Pipeline("opencv", "bilinear", (45, 60)), False),
        (Pipeline("opencv", "bilinear", (180, 240)), False),
        (Pipeline("opencv", "bilinear", (91, 121)), False),
        (Pipeline("opencv", "bilinear", (90, 120), (100, 100, 400, 300)), False),
        (Pipeline("opencv", "bilinear", (50, 60), (133, 133, 400, 334), Cut((90, 120), 20, 20)), True),
        (Pipeline("opencv", "bilinear", (45, 60), (0, 0, 400, 300)), True),
    ],
    ids=lambda value: value.label if isinstance(value, Pipeline) else "",
)
def test_only_pipelines_that_read_the_same_pixels_show_it(attack: RGB, asked: Pipeline, shows: bool) -> None:
    assert (shown_share(attack, asked, MEANT, None) >= AIMED) is shows
    assert (shown_share(attack, asked, MEANT, (300, 200, 150, 150)) >= AIMED) is shows


def test_a_crop_beside_the_region_shows_nothing(attack: RGB) -> None:
    crop = Pipeline("opencv", "bilinear", (45, 60), (0, 0, 400, 300))
    assert shown_share(attack, crop, MEANT, (450, 350, 100, 100)) == 0


def test_a_single_pixel_is_compared_without_complaint(attack: RGB) -> None:
    assert 0 <= shown_share(attack, Pipeline("opencv", "nearest", (1, 1)), MEANT, None) < AIMED
