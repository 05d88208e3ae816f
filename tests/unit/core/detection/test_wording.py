"""What an inspection says, in words."""

import pytest

from core.detection.pipelines import PipelineGuess
from core.detection.wording import limits_words, ordinal, period_words, summary_of, unsearched_words
from core.scaling.pipeline import Cut, Pipeline

BILINEAR = PipelineGuess(Pipeline("opencv", "bilinear", (224, 224)), 9.0)
TWIN = PipelineGuess(Pipeline("tensorflow", "bilinear", (224, 224)), 9.0)
WORSE = PipelineGuess(Pipeline("opencv", "bicubic", (224, 224)), 3.0)


def test_an_attack_names_size_period_and_pipeline() -> None:
    words = summary_of("attack", (896, 896), (BILINEAR, WORSE), None, None)
    assert words == (
        "This image hides a 224×224 picture: every 4th pixel in x and y differs from its neighbours, and "
        "scaled by OpenCV bilinear these pixels form another image."
    )


def test_indistinguishable_pipelines_are_named_together() -> None:
    words = summary_of("suspicious", (896, 1680), (BILINEAR, TWIN, WORSE), None, None)
    assert "may hide" in words
    assert (
        "on average every 7.5 pixels in x and every 4 in y one differs from its neighbours, and scaled"
        in words
    )
    assert "OpenCV bilinear (or TensorFlow bilinear, which read the same pixels here)" in words


def test_a_region_is_placed() -> None:
    words = summary_of("attack", (896, 896), (BILINEAR,), (40, 60, 200, 100), None)
    assert "in the part of 200×100 pixels at 40, 60" in words


def test_an_attack_on_another_pipeline_than_the_known_one_says_so() -> None:
    known = Pipeline("opencv", "bilinear", (299, 299))
    assert summary_of("attack", (896, 896), (BILINEAR,), None, known).endswith(
        "It is not aimed at OpenCV bilinear 299×299."
    )
    same = BILINEAR.pipeline
    assert "not aimed" not in summary_of("attack", (896, 896), (BILINEAR,), None, same)


def test_of_a_cut_the_scaled_size_counts_and_of_a_crop_nothing_is_said() -> None:
    cut = Pipeline("opencv", "bilinear", (196, 196), (10, 10, 800, 800), Cut((224, 224), 14, 14))
    crop = Pipeline("opencv", "bilinear", (99, 99), (10, 10, 800, 800))
    for known in (cut, crop):
        assert "not aimed" not in summary_of("attack", (896, 896), (BILINEAR,), None, known)


def test_clean_says_what_it_can_not_exclude() -> None:
    assert summary_of("clean", (9, 9), (), None, None) == "No hidden picture was found."
    assert "does not exclude" in limits_words("clean")
    area = Pipeline("opencv", "area", (64, 64))
    assert "averages all pixels" in summary_of("clean", (99, 99), (), None, area)


def test_an_alarm_has_limits_of_its_own() -> None:
    assert limits_words("attack") == limits_words("suspicious") != limits_words("clean")
    assert "halftones" in limits_words("attack")


def test_too_small_is_not_called_clean_only() -> None:
    assert "too small to hide anything" in unsearched_words("small", (20, 30))
    assert "30×20" in unsearched_words("small", (20, 30))
    assert limits_words("clean", "small") == ""


def test_a_strip_is_not_said_to_hide_nothing() -> None:
    words = unsearched_words("narrow", (20, 3000))
    assert "3000×20" in words
    assert "hide anything" not in words


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (4, "4th"),
        (3, "3rd"),
        (2, "2nd"),
        (1, "1st"),
        (21, "21st"),
        (12, "12th"),
        (22, "22nd"),
    ],
)
def test_ordinals(number: float, text: str) -> None:
    assert ordinal(number) == text


def test_equal_periods_are_said_once() -> None:
    assert period_words((896, 896), (224, 224)) == ("every 4th pixel in x and y differs from its neighbours")
    assert period_words((512, 768), (60, 90)) == (
        "on average every 8.53 pixels in x and y one differs from its neighbours"
    )


def test_distances_that_are_no_whole_numbers_are_averages() -> None:
    assert period_words((300, 451), (100, 100)) == (
        "on average every 4.51 pixels in x and every 3 in y one differs from its neighbours"
    )


def test_a_direction_that_stays_has_no_period() -> None:
    assert period_words((100, 400), (100, 100)) == "every 4th pixel in x differs from its neighbours"
    assert period_words((312, 10), (10, 10)) == (
        "on average every 31.2 pixels in y one differs from its neighbours"
    )
