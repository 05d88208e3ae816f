"""The published detectors: both tell an attack from what it was made of."""

import cv2
import numpy as np
import pytest

from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.detection import clean_filter, down_up
from core.detection.scan import known_lead
from core.detection.suspicion import EXCERPT_PIXELS, Suspicion, detector_excerpt, output_excerpt
from core.images.arrays import RGB
from core.images.metrics import ssim
from core.progress import no_progress
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.spectrum.envelope import texture_of
from tests.support.pictures import picture

PIPELINE = Pipeline("opencv", "bilinear", (128, 128))


def suspicion(image: RGB, pipeline: Pipeline = PIPELINE) -> Suspicion:
    return known_lead(texture_of(image), pipeline).suspicion


@pytest.fixture(scope="module")
def attack() -> RGB:
    return craft(attack_problem(picture("astronaut.png"), picture("chelsea.png"), PIPELINE)).image


def test_down_and_up_falls_on_an_attack(attack: RGB) -> None:
    benign = down_up.score(suspicion(picture("astronaut.png")), no_progress)
    assert 0.5 < benign <= 1
    assert down_up.score(suspicion(attack), no_progress) < benign - 0.3


def test_the_clean_filter_falls_on_an_attack(attack: RGB) -> None:
    benign = clean_filter.score(suspicion(picture("astronaut.png")), no_progress)
    hit = clean_filter.score(suspicion(attack), no_progress)
    assert benign is not None
    assert hit is not None
    assert hit < benign - 8


def test_the_clean_filter_does_not_apply_where_all_pixels_are_sampled() -> None:
    dense = Pipeline("opencv", "area", (128, 128))
    assert clean_filter.score(suspicion(picture("astronaut.png"), dense), no_progress) is None


def test_an_image_that_restoring_leaves_alone_scores_the_highest() -> None:
    flat = np.full((256, 256, 3), 90, np.uint8)
    pipeline = Pipeline("opencv", "nearest", (64, 64))
    assert clean_filter.score(suspicion(flat, pipeline), no_progress) == clean_filter.HIGHEST_DB


def test_similarity_agrees_with_the_reference_implementation() -> None:
    image = picture("camera.png")
    blurred = np.asarray(cv2.GaussianBlur(image, (0, 0), 1.5), np.uint8)
    ours = down_up.similarity(image[..., 0].astype(np.float32), blurred[..., 0].astype(np.float32))
    assert ours == pytest.approx(ssim(image, blurred), abs=0.02)
    assert down_up.similarity(image[..., 0].astype(np.float32), image[..., 0].astype(np.float32)) == 1


@pytest.mark.parametrize("algorithm", ["nearest", "bilinear", "bicubic"])
def test_an_excerpt_scales_to_the_middle_of_the_output(algorithm: str) -> None:
    image = np.asarray(cv2.resize(picture("astronaut.png"), (1500, 1100)), np.uint8)
    operator = operator_for(Pipeline("opencv", algorithm, (110, 300)), (1100, 1500))
    whole = operator.forward(image.astype(np.float32))
    excerpt = detector_excerpt(image, operator, None)
    part = excerpt.operator.forward(excerpt.image.astype(np.float32))
    assert excerpt.image.shape[0] * excerpt.image.shape[1] < 1.1 * EXCERPT_PIXELS
    top, left = (110 - part.shape[0]) // 2, (300 - part.shape[1]) // 2
    assert np.allclose(part, whole[top : top + part.shape[0], left : left + part.shape[1]], atol=1e-3)


def test_an_excerpt_of_a_box_lies_in_the_box() -> None:
    image = picture("astronaut.png")
    operator = operator_for(Pipeline("opencv", "nearest", (128, 128)), (512, 512))
    excerpt = output_excerpt(image, operator, (200, 40, 80, 120))
    assert excerpt.operator.target_shape == (30, 20)
    assert np.array_equal(excerpt.image, image[40:160, 200:280])
