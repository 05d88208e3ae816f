import cv2
import numpy as np
import pytest

from core.images.arrays import RGB
from core.scaling.catalogue import OPENCV, PILLOW
from core.scaling.divergence import amplified_difference, mixed_spread, neighbourhood_spread, stands_out
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output, output_distance, robust_pipeline

SHAPE = (100, 150)
PIPELINES = [
    Pipeline(library.id, algorithm.id, SHAPE)
    for library in (OPENCV, PILLOW)
    for algorithm in library.algorithms
]


def is_outlier(image: RGB, pipeline: Pipeline) -> bool:
    robust = area_output(image, pipeline.target_shape)
    distance = output_distance(real_resize(image, pipeline), robust)
    return stands_out(pipeline, distance, neighbourhood_spread(image, robust))


def test_spread_is_the_deviation_within_windows(coffee: RGB) -> None:
    windows = coffee.reshape(100, 4, 150, 4, 3).astype(float)
    expected = np.sqrt(np.mean((windows - windows.mean((1, 3), keepdims=True)) ** 2))
    assert neighbourhood_spread(coffee, area_output(coffee, SHAPE)) == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize("pipeline", PIPELINES, ids=lambda pipeline: pipeline.label)
def test_no_output_of_a_clean_image_stands_out(coffee: RGB, pipeline: Pipeline) -> None:
    assert not is_outlier(coffee, pipeline)


@pytest.mark.parametrize("pipeline", PIPELINES, ids=lambda pipeline: pipeline.label)
def test_only_the_attacked_algorithm_stands_out(coffee: RGB, chelsea: RGB, pipeline: Pipeline) -> None:
    attack = coffee.copy()
    attack[::4, ::4] = cv2.resize(chelsea, SHAPE[::-1], interpolation=cv2.INTER_AREA)
    assert is_outlier(attack, pipeline) == (pipeline.label == "OpenCV nearest 150×100")


@pytest.mark.parametrize("library", ["opencv", "tensorflow1"])
def test_who_reads_corners_may_be_further_away(library: str) -> None:
    corner, centred = Pipeline(library, "nearest", SHAPE), Pipeline("pillow", "nearest", SHAPE)
    assert (stands_out(corner, 20.0, 10.0), stands_out(centred, 20.0, 10.0)) == (False, True)
    assert stands_out(corner, 26.0, 10.0)


STRIP = (150, 40)
STRIPS = [
    Pipeline(library.id, algorithm.id, STRIP)
    for library in (OPENCV, PILLOW)
    for algorithm in library.algorithms
]


def stands_out_of_strip(strip: RGB, pipeline: Pipeline) -> bool:
    robust = real_resize(strip, robust_pipeline(pipeline, (strip.shape[0], strip.shape[1])))
    distance = output_distance(real_resize(strip, pipeline), robust)
    return stands_out(pipeline, distance, mixed_spread(strip, pipeline.target_shape), mixed=True)


def test_spread_where_one_axis_grows_is_along_the_other_and_a_step_between_neighbours() -> None:
    strip = np.zeros((4, 12, 3), np.uint8)
    strip[:, ::2] = 100
    assert mixed_spread(strip, (7, 3)) == pytest.approx(50)
    strip = np.zeros((4, 12, 3), np.uint8)
    strip[::2] = 100
    assert mixed_spread(strip, (7, 3)) == pytest.approx(100)
    assert mixed_spread(strip.transpose(1, 0, 2), (3, 7)) == pytest.approx(100)


@pytest.mark.parametrize("pipeline", STRIPS, ids=lambda pipeline: pipeline.label)
def test_an_attack_on_a_strip_stands_out_and_a_clean_one_does_not(
    coffee: RGB, chelsea: RGB, pipeline: Pipeline
) -> None:
    strip = coffee[150:250].copy()
    assert not stands_out_of_strip(strip, pipeline)
    strip[:, ::15] = cv2.resize(chelsea, (40, 100), interpolation=cv2.INTER_AREA)
    assert stands_out_of_strip(strip, pipeline) == (
        pipeline.algorithm == "nearest" and pipeline.library == "opencv"
    )


def test_difference_is_mid_grey_where_both_agree_and_saturates() -> None:
    robust = np.full((1, 3, 3), 100, np.uint8)
    output = np.array([[[100, 101, 99], [110, 90, 100], [255, 0, 100]]], np.uint8)
    assert amplified_difference(output, robust, 4).tolist() == [
        [[128, 132, 124], [168, 88, 128], [255, 0, 128]]
    ]
