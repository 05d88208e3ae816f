"""Telling pipelines apart by what their outputs look like."""

import cv2
import numpy as np
import pytest

from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.detection.pipelines import rank_pipelines
from core.images.arrays import RGB
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.spectrum.envelope import texture_of
from tests.support.pictures import picture


def modelled(image: RGB, pipeline: Pipeline) -> RGB:
    """The output by our model, so that this test does not import tensorflow."""
    return operator_for(pipeline, (image.shape[0], image.shape[1])).apply(image).astype(np.uint8)


@pytest.mark.parametrize(
    ("library", "algorithm", "side"),
    [
        ("opencv", "nearest", 130),
        ("opencv", "bilinear", 130),
        ("opencv", "bicubic", 100),
        ("pillow", "nearest", 130),
        ("tensorflow", "bicubic", 100),
        ("tensorflow", "lanczos", 100),
        ("opencv", "lanczos", 64),
    ],
)
def test_the_attacked_pipeline_ranks_first(library: str, algorithm: str, side: int) -> None:
    source = np.asarray(cv2.resize(picture("astronaut.png"), (620, 540)), np.uint8)
    pipeline = Pipeline(library, algorithm, (side, side))
    attack = craft(attack_problem(source, picture("chelsea.png"), pipeline), resize=modelled).image
    guesses = rank_pipelines(texture_of(attack), (side, side))
    leaders = [guess.pipeline for guess in guesses if guess.score == guesses[0].score]
    assert pipeline in leaders
    assert {leader.algorithm for leader in leaders} == {algorithm}


def test_pipelines_that_read_the_same_pixels_get_the_same_score_in_catalogue_order() -> None:
    guesses = rank_pipelines(texture_of(picture("coffee.png")), (100, 100))
    scores = {(guess.pipeline.library, guess.pipeline.algorithm): guess.score for guess in guesses}
    assert scores["opencv", "bilinear"] == scores["tensorflow", "bilinear"]
    assert scores["pillow", "nearest"] == scores["tensorflow", "nearest"]
    order = [(guess.pipeline.library, guess.pipeline.algorithm) for guess in guesses]
    assert order.index(("pillow", "nearest")) < order.index(("tensorflow", "nearest"))
    assert list(scores.values()) == sorted(scores.values(), reverse=True)


def test_odd_ratios_collapse_to_nearest() -> None:
    image = picture("astronaut.png")[:300, :300].copy()
    scores = {
        (guess.pipeline.library, guess.pipeline.algorithm): guess.score
        for guess in rank_pipelines(texture_of(image), (60, 60))
    }
    assert scores["opencv", "bilinear"] == scores["opencv", "bicubic"] == scores["pillow", "nearest"]
    assert scores["opencv", "nearest"] != scores["pillow", "nearest"]


def test_pipelines_that_average_everything_are_left_out() -> None:
    guesses = rank_pipelines(texture_of(picture("coffee.png")), (64, 64))
    assert {("opencv", "area"), ("pillow", "bilinear")}.isdisjoint(
        (guess.pipeline.library, guess.pipeline.algorithm) for guess in guesses
    )
