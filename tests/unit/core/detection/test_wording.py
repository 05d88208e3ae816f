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
    words = summary_of("attack", (896, 896), (BILINEAR,), None, known, shown=False)
    assert words.endswith("It is not aimed at OpenCV bilinear 299×299, which does not show it.")


def test_a_known_pipeline_that_shows_it_is_not_named_as_the_one_meant() -> None:
    nearest = Pipeline("pillow", "nearest", (224, 224))
    words = summary_of("attack", (896, 896), (BILINEAR,), None, nearest, shown=True)
    assert "scaled by OpenCV bilinear these" in words
    assert words.endswith("Pillow nearest 224×224 shows it as well.")


def test_of_the_pipelines_meant_nothing_more_is_said() -> None:
    for known in (BILINEAR.pipeline, TWIN.pipeline):
        words = summary_of("attack", (896, 896), (BILINEAR, TWIN), None, known, shown=True)
        assert words.endswith("form another image.")


def test_periods_are_those_of_what_is_scaled() -> None:
    crop = Pipeline("opencv", "bilinear", (100, 100), (10, 10, 800, 400))
    cut = Pipeline("opencv", "bilinear", (196, 196), (56, 56, 784, 784), Cut((224, 224), 14, 14))
    words = summary_of("attack", (896, 896), (PipelineGuess(crop, 1.0),), None, None)
    assert "every 8th pixel in x and 4th in y" in words
    words = summary_of("attack", (896, 896), (PipelineGuess(cut, 1.0),), None, None)
    assert "hides a 196×196 picture: every 4th pixel in x and y" in words


def test_clean_says_what_it_can_not_exclude() -> None:
    assert summary_of("clean", (9, 9), (), None, None) == "No hidden picture was found."
    limits = limits_words("clean")
    for words in ("does not exclude", "below 16 pixels a side", "fewer than 2.05", "shrinks one side only"):
        assert words in limits
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
