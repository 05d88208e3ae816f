from app.views.sampled_pixels.wording import (
    collapse_warning,
    footprint_words,
    numbers,
    percent,
    share_meaning,
    share_title,
)
from core.scaling.footprint import footprint
from core.scaling.operator import ScalingOperator, operator_for
from core.scaling.pipeline import Pipeline


def sampling(library: str, algorithm: str, side: int, source: int = 896) -> ScalingOperator:
    return operator_for(Pipeline(library, algorithm, (side, side)), (source, source))


def test_numbers_of_a_known_case() -> None:
    figures = dict(numbers(sampling("opencv", "bilinear", 224)))
    assert figures["Share"] == "25 %"
    assert figures["Bound (Eq. 9)"].startswith("25 %")
    assert figures["Scaling ratio β"] == "4 horizontal, 4 vertical"
    assert figures["Read per output pixel"] == "2 × 2 pixels"


def test_odd_ratios_are_warned_of_and_only_they() -> None:
    assert "OpenCV bicubic" in collapse_warning(sampling("opencv", "bicubic", 128))
    assert collapse_warning(sampling("opencv", "bicubic", 224)) == ""
    assert collapse_warning(sampling("opencv", "nearest", 128)) == ""
    assert collapse_warning(sampling("pillow", "bicubic", 128)) == ""


def test_a_collapse_along_one_axis_is_told() -> None:
    operator = operator_for(Pipeline("opencv", "bilinear", (128, 128)), (512, 896))
    assert collapse_warning(operator).startswith("Odd ratio collapses to nearest across")
    assert "one column per output pixel" in collapse_warning(operator)


def test_a_footprint_is_told_in_words() -> None:
    nearest, bilinear = sampling("opencv", "nearest", 224), sampling("opencv", "bilinear", 224)
    assert footprint_words(3, 2, footprint(nearest, 2, 3)) == "Output 3, 2 is source pixel 12, 8 alone"
    assert "4 source pixels in 2 × 2 at 13, 9" in footprint_words(3, 2, footprint(bilinear, 2, 3))


def test_every_case_has_its_own_meaning() -> None:
    cases = [
        sampling("opencv", "nearest", 224),
        sampling("opencv", "bilinear", 320),
        sampling("opencv", "area", 224),
        sampling("opencv", "nearest", 1000),
    ]
    assert len({share_meaning(case) for case in cases}) == len(cases)
    assert share_title(cases[2]) == "Every pixel carries the output"


def test_percent_keeps_three_digits() -> None:
    assert [percent(share) for share in (1, 0.0625, 0.000408)] == ["100 %", "6.25 %", "0.0408 %"]
