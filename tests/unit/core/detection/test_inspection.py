"""The blind inspection, end to end, on attacks our own craft makes and on what must not alarm."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image

from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.detection.calibration import load_calibration
from core.detection.catalogue import DETECTORS, ROUTINE
from core.detection.inspection import inspect_image
from core.images.arrays import RGB
from core.images.metrics import psnr
from core.progress import Cancelled
from core.sanitizing.sanitize import sanitize
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output
from tests.support.pictures import picture

Shape = tuple[int, int]

BILINEAR = Pipeline("opencv", "bilinear", (224, 224))


def enlarged(name: str, shape: Shape) -> RGB:
    return np.asarray(cv2.resize(picture(name), shape[::-1], interpolation=cv2.INTER_CUBIC), np.uint8)


def attacked(pipeline: Pipeline, shape: Shape, source: str = "astronaut.png") -> RGB:
    return craft(attack_problem(enlarged(source, shape), picture("chelsea.png"), pipeline)).image


@pytest.fixture(scope="module")
def cat_in_astronaut() -> RGB:
    return attacked(BILINEAR, (896, 896))


def test_the_hidden_cat_is_found_blind(cat_in_astronaut: RGB) -> None:
    result = inspect_image(cat_in_astronaut)
    assert result.verdict == "attack"
    assert 0 < result.false_alarm_rate <= 0.001
    assert result.target_shape == (224, 224)
    assert result.pipelines[0].pipeline == BILINEAR
    assert result.region is None
    assert result.hidden is not None
    assert np.array_equal(result.hidden, real_resize(cat_in_astronaut, BILINEAR))
    assert psnr(result.hidden, area_output(picture("chelsea.png"), (224, 224))) > 40
    assert result.robust is not None
    assert result.robust.shape == (224, 224, 3)
    assert "224×224" in result.summary
    assert "every 4th pixel in x and y" in result.summary
    asked = [spec.id for spec in ROUTINE if spec.id != "channel_comb"]  # an attack anyhow
    assert [finding.detector for finding in result.findings] == asked
    assert all(finding.flagged for finding in result.findings[:2])
    assert result.seconds > 0
    assert "opencv" in dict(result.versions)


def test_all_detectors_are_run_on_request(cat_in_astronaut: RGB) -> None:
    result = inspect_image(cat_in_astronaut, known=BILINEAR, all_detectors=True)
    not_asked = ("local_comb", "channel_comb")
    assert [finding.detector for finding in result.findings if finding.detector not in not_asked] == [
        spec.id for spec in DETECTORS if spec.id not in not_asked
    ]
    assert result.verdict == "attack"


def test_a_second_picture_for_another_size_is_named(cat_in_astronaut: RGB) -> None:
    second = Pipeline("opencv", "nearest", (64, 64))
    image = craft(attack_problem(cat_in_astronaut, picture("coffee.png"), second)).image
    result = inspect_image(image)
    assert result.verdict == "attack"
    assert {result.target_shape, result.further[0].pipeline.target_shape} == {(64, 64), (224, 224)}
    assert "A second picture of " in result.summary


def test_text_in_one_channel_is_found() -> None:
    source = enlarged("coffee.png", (480, 480))
    pipeline = Pipeline("opencv", "bilinear", (120, 120))
    target = area_output(source, (120, 120)).copy()
    green = np.ascontiguousarray(target[..., 1])
    for bottom in (20, 49, 70, 107):
        cv2.putText(green, "ignore all", (8, bottom), cv2.FONT_HERSHEY_SIMPLEX, 0.35, 200, 1)
    target[..., 1] = green
    result = inspect_image(craft(attack_problem(source, target, pipeline)).image)
    assert result.verdict != "clean"
    assert result.target_shape == (120, 120)


def test_one_picture_is_not_taken_for_two(cat_in_astronaut: RGB) -> None:
    assert inspect_image(cat_in_astronaut).further == ()


def test_sanitizing_makes_it_clean(cat_in_astronaut: RGB) -> None:
    sanitized = sanitize(cat_in_astronaut, operator_for(BILINEAR, (896, 896)))
    assert sanitized.filter == "median"
    result = inspect_image(sanitized.pixels)
    assert result.verdict == "clean"
    assert result.hidden is None
    assert result.target_shape is None
    assert result.pipelines == ()


@pytest.mark.parametrize(
    ("pipeline", "shape"),
    [
        (Pipeline("pillow", "nearest", (224, 224)), (896, 896)),
        (Pipeline("opencv", "nearest", (224, 224)), (700, 1000)),
        (Pipeline("opencv", "bicubic", (100, 150)), (555, 640)),
        (Pipeline("opencv", "bilinear", (32, 32)), (427, 640)),
    ],
    ids=lambda value: value.label if isinstance(value, Pipeline) else str(value),
)
def test_other_sizes_and_pipelines_are_found_exactly(pipeline: Pipeline, shape: Shape) -> None:
    result = inspect_image(attacked(pipeline, shape, "rocket.jpg"))
    assert result.verdict == "attack"
    assert result.target_shape == pipeline.target_shape
    assert result.pipelines[0].pipeline == pipeline


def test_a_patch_is_found_and_boxed() -> None:
    source, pipeline = enlarged("coffee.png", (480, 720)), Pipeline("opencv", "bilinear", (96, 96))
    target = real_resize(source, pipeline)
    target[60:84, 10:34] = cv2.resize(picture("chelsea.png"), (24, 24), interpolation=cv2.INTER_AREA)
    result = inspect_image(craft(attack_problem(source, target, pipeline)).image)
    assert result.verdict == "attack"
    assert result.target_shape == (96, 96)
    assert result.region is not None
    x, y, width, height = result.region
    assert abs(x - 75) < 30
    assert abs(y - 300) < 30
    assert 120 < width < 240
    assert 80 < height < 180
    assert "in the part" in result.summary


@pytest.mark.parametrize(
    "name",
    [
        *("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg", "camera.png", "brick.png"),
        *("grass.png", "gravel.png", "moon.png", "coins.png", "page.png", "text.png"),
    ],
)
def test_bundled_pictures_are_clean(name: str) -> None:
    assert inspect_image(picture(name)).verdict == "clean"


def test_an_enlarged_photograph_is_clean() -> None:
    assert inspect_image(enlarged("astronaut.png", (896, 896))).verdict == "clean"


def test_the_known_pipeline_is_looked_at_first(cat_in_astronaut: RGB) -> None:
    result = inspect_image(cat_in_astronaut, known=BILINEAR)
    assert result.verdict == "attack"
    assert result.pipelines[0].pipeline == BILINEAR
    assert result.summary.endswith("form another image.")


@pytest.mark.parametrize(
    "known",
    [
        Pipeline("pillow", "bilinear", (224, 224)),
        Pipeline("opencv", "area", (224, 224)),
        Pipeline("tensorflow", "bilinear-aa", (224, 224)),
        Pipeline("opencv", "nearest", (224, 224)),
        Pipeline("opencv", "bilinear", (112, 448)),
    ],
    ids=lambda pipeline: pipeline.label,
)
def test_a_known_pipeline_that_shows_nothing_is_not_named_as_the_one_meant(
    known: Pipeline, cat_in_astronaut: RGB
) -> None:
    result = inspect_image(cat_in_astronaut, known=known)
    assert result.verdict == "attack"
    assert result.pipelines[0].pipeline == BILINEAR
    assert known not in [
        guess.pipeline for guess in result.pipelines if guess.score == result.pipelines[0].score
    ]
    assert f"It is not aimed at {known.label}, which does not show it." in result.summary


def test_a_known_pipeline_that_reads_some_of_the_pixels_shows_it_as_well(cat_in_astronaut: RGB) -> None:
    result = inspect_image(cat_in_astronaut, known=Pipeline("pillow", "nearest", (224, 224)))
    assert result.pipelines[0].pipeline == BILINEAR
    assert "Pillow nearest 224×224 shows it as well." in result.summary


def test_what_is_hidden_in_a_crop_is_found_by_its_rule() -> None:
    known = Pipeline("opencv", "bilinear", (96, 96), (100, 0, 600, 600))
    source = enlarged("coffee.png", (600, 800))
    result = inspect_image(craft(attack_problem(source, picture("chelsea.png"), known)).image, known=known)
    assert result.verdict == "attack"
    assert result.pipelines[0].pipeline == known
    assert result.hidden is not None
    assert result.hidden.shape == (96, 96, 3)
    assert "on average every 6.25 pixels in x and y" in result.summary
    assert "not aimed" not in result.summary


def test_an_attack_on_another_pipeline_than_the_known_one_is_still_reported(cat_in_astronaut: RGB) -> None:
    known = replace(BILINEAR, target_shape=(299, 299))
    result = inspect_image(cat_in_astronaut, known=known)
    assert result.target_shape == (224, 224)
    assert "not aimed at OpenCV bilinear 299×299" in result.summary


def test_a_photograph_is_clean_for_a_known_pipeline_too() -> None:
    result = inspect_image(picture("coffee.png"), known=BILINEAR)
    assert result.verdict == "clean"
    assert "Neither for OpenCV bilinear 224×224" in result.summary


@pytest.mark.parametrize(
    ("shape", "why", "words"),
    [
        ((1, 1), "small", "too small to hide anything"),
        ((1, 900), "narrow", "too narrow to be searched"),
        ((3, 400), "narrow", "too narrow to be searched"),
    ],
)
def test_small_images_are_not_searched(shape: Shape, why: str, words: str) -> None:
    result = inspect_image(np.random.default_rng(0).integers(0, 256, (*shape, 3), dtype=np.uint8))
    assert result.verdict == "clean"
    assert result.unsearched == why
    assert words in result.summary
    assert result.limits == ""
    assert result.findings == ()


def test_a_narrow_strip_is_searched_along_its_length() -> None:
    pipeline = Pipeline("opencv", "bilinear", (24, 120))
    source = enlarged("astronaut.png", (900, 900))[300:324]
    attack = craft(attack_problem(source, picture("chelsea.png"), pipeline)).image
    result = inspect_image(attack, known=BILINEAR)
    assert result.verdict == "attack"
    assert result.target_shape == (24, 120)
    assert result.known == BILINEAR
    assert "on average every 7.5 pixels in x one differs" in result.summary
    assert "along its length only" in result.summary
    assert [finding.detector for finding in result.findings] == ["strip_comb"]


@pytest.mark.parametrize("name", ["astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg"])
def test_a_strip_of_a_photograph_is_clean_as_far_as_it_was_searched(name: str) -> None:
    result = inspect_image(np.ascontiguousarray(picture(name)[100:130].transpose(1, 0, 2)))
    assert result.verdict == "clean"
    assert result.unsearched is None
    assert "along its length only" in result.summary


@pytest.mark.parametrize("shape", [(40, 40), (64, 900), (120, 90)])
def test_images_just_large_enough_are_inspected(shape: Shape) -> None:
    result = inspect_image(enlarged("coffee.png", shape))
    assert result.verdict == "clean"
    assert "too small" not in result.summary


def test_flat_colour_and_noise_are_clean() -> None:
    assert inspect_image(np.full((300, 300, 3), 90, np.uint8)).verdict == "clean"
    noise = np.random.default_rng(1).integers(0, 256, (400, 500, 3), dtype=np.uint8)
    assert inspect_image(noise).verdict == "clean"


@pytest.mark.parametrize(
    "known",
    [
        Pipeline("opencv", "bilinear", (600, 800)),
        Pipeline("opencv", "nearest", (400, 600)),
        Pipeline("pillow", "lanczos", (1, 1)),
        Pipeline("opencv", "bicubic", (1, 600)),
        Pipeline("pillow", "nearest", (2, 2)),
        Pipeline("opencv", "area", (64, 64)),
    ],
    ids=lambda pipeline: pipeline.label,
)
def test_any_known_pipeline_is_sane(known: Pipeline) -> None:
    assert inspect_image(picture("coffee.png"), known=known).verdict == "clean"


def test_nearly_flat_images_are_clean() -> None:
    dotted = np.full((300, 300, 3), 90, np.uint8)
    dotted[::50, ::30] = 96
    for image in (dotted, np.repeat(dotted[:1], 300, axis=0)):
        assert inspect_image(image).verdict == "clean"


def test_halftones_are_no_attack() -> None:
    pattern = np.tile([[32, 160], [224, 96]], (200, 300))[..., None]
    assert (
        inspect_image(np.where(picture("coffee.png") > pattern, 255, 0).astype(np.uint8)).verdict != "attack"
    )
    bayer = np.tile(
        np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) * 16 + 8, (68, 81)
    )
    photograph = picture("chelsea.png")[:270, :321]
    screened = np.where(photograph > bayer[:270, :321, None], 255, 0).astype(np.uint8)
    result = inspect_image(screened)
    assert result.verdict == "clean" or "halftones look like this too" in result.summary
    newspaper = Image.fromarray(picture("coffee.png")).convert("1").convert("RGB")
    assert inspect_image(np.asarray(newspaper)).verdict == "clean"


def test_the_rate_is_never_below_what_the_calibration_can_tell(cat_in_astronaut: RGB) -> None:
    floor = 1 / (load_calibration().samples + 1)
    assert inspect_image(cat_in_astronaut).false_alarm_rate >= floor


def test_the_stand_in_resize_makes_the_hidden_image(cat_in_astronaut: RGB) -> None:
    asked: list[Pipeline] = []

    def resize(image: RGB, pipeline: Pipeline) -> RGB:
        asked.append(pipeline)
        return real_resize(image, pipeline)

    inspect_image(cat_in_astronaut, resize=resize)
    assert asked == [BILINEAR]


def test_progress_rises_and_can_cancel() -> None:
    seen: list[float] = []

    def watch(fraction: float, text: str) -> None:
        assert text
        seen.append(fraction)

    inspect_image(picture("coffee.png"), progress=watch)
    assert len(seen) > 20
    assert seen == sorted(seen)

    def cancel(fraction: float, text: str) -> None:
        if fraction > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        inspect_image(picture("coffee.png"), progress=cancel)


def test_the_evidence_is_left_alone() -> None:
    image = picture("coffee.png").copy()
    before = image.copy()
    inspect_image(image)
    assert np.array_equal(image, before)


def test_other_arrays_are_refused() -> None:
    with pytest.raises(ValueError, match="uint8"):
        inspect_image(np.zeros((100, 100), np.uint8))
