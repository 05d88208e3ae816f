"""The published detectors side by side: each on its own threshold, told what the analyst says."""

from dataclasses import replace

import numpy as np
import pytest

from core.detection.catalogue import PUBLISHED
from core.detection.comparison import Comparison, compare_detectors, with_published
from core.detection.inspection import inspect_image
from core.errors import ImageTooSmallError
from core.images.arrays import RGB
from core.progress import Cancelled
from core.scaling.pipeline import Pipeline
from core.scaling.robust import area_output
from tests.support.pictures import picture

NEAREST = Pipeline("opencv", "nearest", (64, 64))
AREA = Pipeline("opencv", "area", (64, 64))


@pytest.fixture(scope="module")
def attack() -> RGB:
    pixels = picture("astronaut.png").copy()
    pixels[::8, ::8] = area_output(picture("chelsea.png"), (64, 64))
    return pixels


@pytest.fixture(scope="module")
def compared(attack: RGB) -> Comparison:
    return compare_detectors(attack, NEAREST)


def test_every_detector_answers_by_its_own_threshold(compared: Comparison) -> None:
    assert [entry.detector for entry in compared.findings] == [spec.id for spec in PUBLISHED]
    assert compared.silent == ()
    assert compared.told == NEAREST
    for entry, spec in zip(compared.findings, PUBLISHED, strict=True):
        assert entry.flagged == (spec.badness(entry.score) >= spec.badness(entry.threshold))
        assert entry.false_alarm_rate <= 0.01 or not entry.flagged


def test_an_attack_is_flagged_more_often_than_what_it_was_made_of(compared: Comparison) -> None:
    assert compare_detectors(picture("astronaut.png"), NEAREST).flagged < compared.flagged


def test_being_told_another_size_changes_what_they_say(attack: RGB, compared: Comparison) -> None:
    other = compare_detectors(attack, Pipeline("opencv", "nearest", (50, 50)))
    scores = {entry.detector: entry.score for entry in other.findings}
    assert scores["clean_filter"] != next(e.score for e in compared.findings if e.detector == "clean_filter")
    assert scores["bright_points"] == next(
        e.score for e in compared.findings if e.detector == "bright_points"
    )


def test_those_that_do_not_apply_are_named(attack: RGB) -> None:
    found = compare_detectors(attack, AREA)
    assert set(found.silent) == {"clean_filter", "clean_filter_random", "patch_clean", "targeted_patch_clean"}
    assert len(found.findings) == len(PUBLISHED) - 4


def test_of_a_crop_they_look_at_the_crop(attack: RGB, compared: Comparison) -> None:
    wide = np.hstack([attack, picture("rocket.jpg")[:427].repeat(2, axis=0)[:512, :400]])
    found = compare_detectors(wide, replace(NEAREST, crop=(0, 0, 512, 512)))
    assert [entry.score for entry in found.findings] == [entry.score for entry in compared.findings]


@pytest.mark.parametrize("shape", [(12, 300), (300, 12)])
def test_too_small_images_are_refused_in_a_sentence(shape: tuple[int, int]) -> None:
    with pytest.raises(ImageTooSmallError, match="too small for the published detectors"):
        compare_detectors(np.zeros((*shape, 3), np.uint8), Pipeline("opencv", "nearest", (4, 4)))


def test_a_pipeline_that_enlarges_is_refused_in_a_sentence(attack: RGB) -> None:
    with pytest.raises(ImageTooSmallError, match="choose a smaller target size"):
        compare_detectors(attack, Pipeline("opencv", "nearest", (64, 512)))


def test_it_can_be_cancelled_between_any_two_detectors(attack: RGB) -> None:
    seen: list[str] = []

    def progress(fraction: float, text: str) -> None:
        assert 0 <= fraction <= 1
        seen.append(text)
        if text == "Peak spectrum":
            raise Cancelled

    with pytest.raises(Cancelled):
        compare_detectors(attack, NEAREST, progress=progress)
    assert {"Down & up SSIM", "Patch-clean"} < set(seen)


def test_their_findings_replace_the_few_of_an_inspection(attack: RGB, compared: Comparison) -> None:
    inspection = inspect_image(attack)
    merged = with_published(inspection, compared)
    ids = [entry.detector for entry in merged.findings]
    assert ids == ["comb", "local_comb", *(spec.id for spec in PUBLISHED)]
    assert merged.told == NEAREST
    assert merged.verdict == inspection.verdict
    assert with_published(inspection, None) is inspection
