"""The published detectors: each tells an attack from what it was made of."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.detection import clean_filter, down_up
from core.detection.catalogue import PUBLISHED
from core.detection.colour_scattering import LEVELS, scattering
from core.detection.detector_spec import DetectorSpec
from core.detection.expected_peaks import REACH, peaks, surroundings
from core.detection.likeness import HIGHEST_DB, cosine, luminance, psnr_of, similarity
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
NEAREST = Pipeline("pillow", "nearest", (50, 75))


def suspicion(image: RGB, pipeline: Pipeline = PIPELINE) -> Suspicion:
    return known_lead(texture_of(image), pipeline).suspicion


def whole_suspicion(image: RGB) -> Suspicion:
    """As above, with the detectors looking at the whole image wherever the lattice stands out."""
    operator = operator_for(NEAREST, (image.shape[0], image.shape[1]))
    return replace(suspicion(image, NEAREST), excerpt=detector_excerpt(image, operator, None))


@pytest.fixture(scope="module")
def attack() -> RGB:
    return craft(attack_problem(picture("astronaut.png"), picture("chelsea.png"), PIPELINE)).image


@pytest.mark.parametrize("spec", PUBLISHED, ids=lambda spec: spec.id)
def test_every_published_detector_scores_an_attack_worse_than_its_source(
    spec: DetectorSpec, attack: RGB
) -> None:
    benign = spec.measure(suspicion(picture("astronaut.png")), no_progress)
    hit = spec.measure(suspicion(attack), no_progress)
    assert benign is not None
    assert hit is not None
    assert spec.badness(hit) > spec.badness(benign)


@pytest.mark.parametrize("spec", PUBLISHED, ids=lambda spec: spec.id)
@pytest.mark.parametrize("shape", [(40, 40), (300, 45)])
def test_small_and_flat_images_are_no_trouble(spec: DetectorSpec, shape: tuple[int, int]) -> None:
    for image in (picture("coffee.png")[: shape[0], : shape[1]].copy(), np.full((*shape, 3), 7, np.uint8)):
        score = spec.measure(suspicion(image, Pipeline("opencv", "bilinear", (18, 18))), no_progress)
        assert score is None or np.isfinite(score)


def test_bright_points_are_counted() -> None:
    count = next(spec.measure for spec in PUBLISHED if spec.id == "bright_points")
    noise = np.random.default_rng(0).normal(128, 4, (256, 256, 1))
    across = np.arange(256)
    wave = 40 * np.cos(2 * np.pi * 64 * across / 256)[None, :, None]
    for image, spots in ((noise, 1), (noise + wave, 3), (noise + wave + wave.transpose(1, 0, 2), 5)):
        found = count(suspicion(image.clip(0, 255).astype(np.uint8).repeat(3, axis=2)), no_progress)
        assert found is not None
        assert int(found) == spots


def test_peaks_are_expected_at_multiples_of_the_target_size(attack: RGB) -> None:
    spectrum = suspicion(attack).spectrum
    assert (256 + 128, 128) in peaks(spectrum, (128, 128))
    assert (256, 128) in peaks(spectrum, (128, 128))
    assert (256, 0) not in peaks(spectrum, (128, 128))
    assert peaks(spectrum, (600, 600)) == ()
    around = surroundings(spectrum, (256 + 128, 128), REACH)
    assert around.shape == (2 * REACH + 1, 2 * REACH + 1)
    assert around.max() > np.median(around) + 10


def test_the_zero_column_is_made_whole_by_its_mirror_image(attack: RGB) -> None:
    spectrum = suspicion(attack).spectrum
    around = surroundings(spectrum, (256 + 128, 0), 2)
    assert around.shape == (5, 5)
    row = 256 + 128
    assert around[0, 1] == pytest.approx(spectrum.decibels_at(row - 2 - 256, -1), abs=1e-4)
    assert around[4, 3] == pytest.approx(spectrum.decibels_at(row + 2 - 256, 1), abs=1e-4)


def test_the_patch_detectors_see_a_patch_that_the_whole_hides() -> None:
    source = picture("coffee.png")
    patched = source.copy()
    patched[100:164:8, 204:268:8] = 255 - patched[100:164:8, 204:268:8]
    drops = {}
    for spec in PUBLISHED:
        if spec.id in ("clean_filter", "targeted_patch_clean"):
            before, after = (spec.measure(whole_suspicion(image), no_progress) for image in (source, patched))
            assert before is not None
            assert after is not None
            drops[spec.id] = before - after
    assert drops["targeted_patch_clean"] > 2 * drops["clean_filter"] > 0


def test_scattering_is_the_mean_distance_of_a_grey_level() -> None:
    plane = np.full((101, 101), 200, np.float32)
    plane[50, 50] = 0
    found = scattering(plane)
    assert found.shape == (LEVELS,)
    assert found[0] == pytest.approx(0, abs=1e-9)
    assert 0.7 < found[50] < 0.8
    assert np.count_nonzero(found) <= 2


def test_likeness_at_its_ends() -> None:
    assert psnr_of(0) == HIGHEST_DB
    assert psnr_of(255**2) == pytest.approx(0)
    assert cosine(np.array([1.0, 0]), np.array([0, 1.0])) == 0
    assert cosine(np.zeros(2), np.ones(2)) == 1
    grey = np.full((9, 9, 3), 77, np.uint8)
    assert luminance(grey) == pytest.approx(77)


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
    ours = similarity(image[..., 0].astype(np.float32), blurred[..., 0].astype(np.float32))
    assert ours == pytest.approx(ssim(image, blurred), abs=0.02)
    assert similarity(image[..., 0].astype(np.float32), image[..., 0].astype(np.float32)) == 1


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
