"""The figures of the detection benchmark: intervals, thresholds, curves, and what it is fed."""

import numpy as np
import pytest

from core.detection.photos import read_photo
from tests.benchmarks.detection.attacks import cases, cells, whole
from tests.benchmarks.detection.benign import hard_versions, told_pipeline
from tests.benchmarks.detection.judging import overlap
from tests.benchmarks.detection.rates import Rate, rate_of, roc, threshold_at
from tests.support.pictures import picture_path

PHOTOS = [picture_path(name) for name in ("coffee.png", "rocket.jpg", "astronaut.png")]


def test_a_rate_comes_with_its_interval() -> None:
    low, high = rate_of([True] * 9 + [False]).interval
    assert 0.55 < low < 0.9 < high < 1
    assert Rate(0, 0).interval == (0.0, 1.0)
    assert "n=10" in rate_of([True] * 10).words()


def test_thresholds_let_the_asked_share_through() -> None:
    benign = np.random.default_rng(0).normal(size=5000).tolist()
    limit = threshold_at(benign, 0.01)
    assert 30 < sum(score > limit for score in benign) <= 50
    assert threshold_at(benign[:50], 0.01) == float("inf")


def test_the_curve_of_what_can_be_told_apart_and_what_can_not() -> None:
    false, true = roc([0, 1, 2], [5, 6])
    assert true == [1, 1, 1]
    assert false == pytest.approx([1 / 3, 2 / 3, 1])
    assert roc([5, 6], [0, 1])[1] == [0, 0]


def test_overlap_of_boxes() -> None:
    assert overlap((0, 0, 10, 10), (0, 0, 10, 10)) == 1
    assert overlap((0, 0, 10, 10), (5, 0, 10, 10)) == pytest.approx(1 / 3)
    assert overlap((0, 0, 1, 1), (5, 5, 1, 1)) == 0


@pytest.mark.parametrize("make", [whole, cells])
def test_attacks_are_the_same_in_every_run(make) -> None:  # type: ignore[no-untyped-def]
    first, second = (next(cases(make, PHOTOS, 1, seed=4)) for _ in range(2))
    assert np.array_equal(first.image, second.image)
    assert first.pipeline == second.pipeline
    assert (first.box is None) == (make is whole)


def test_hard_images_are_images_that_a_pipeline_can_be_told_for() -> None:
    for _, image in hard_versions(PHOTOS[0]):
        assert image.dtype == np.uint8
        assert told_pipeline(image, np.random.default_rng(1)) is not None
    assert told_pipeline(read_photo(PHOTOS[0])[:40, :40], np.random.default_rng(1)) is None
