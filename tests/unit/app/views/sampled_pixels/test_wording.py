import math
import re

import pytest

from app.views.sampled_pixels.wording import (
    bound_words,
    collapse_warning,
    footprint_words,
    judgement,
    numbers,
    share_meaning,
    share_title,
)
from core.scaling.footprint import footprint
from core.scaling.operator import ScalingOperator, operator_for
from core.scaling.pipeline import Cut, Pipeline
from core.scaling.vulnerability import Vulnerability, vulnerability
from core.scaling.vulnerability_words import deciding_words


def sampling(library: str, algorithm: str, side: int, source: int = 896) -> ScalingOperator:
    return operator_for(Pipeline(library, algorithm, (side, side)), (source, source))


def test_numbers_of_a_known_case() -> None:
    figures = dict(numbers(sampling("opencv", "bilinear", 224)))
    assert figures["Sampled pixels"] == "25 %: 200\u202f704 of 802\u202f816"
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


def judged(operator: ScalingOperator) -> Vulnerability:
    return vulnerability(operator.pipeline, operator.source_shape)


def test_every_case_has_its_own_meaning() -> None:
    cases = [
        sampling("opencv", "nearest", 224),
        sampling("opencv", "bilinear", 320),
        sampling("opencv", "area", 224),
        sampling("opencv", "nearest", 1000),
    ]
    assert len({share_meaning(case, judged(case)) for case in cases}) == len(cases)
    assert share_title(cases[2], judged(cases[2])) == "Every pixel carries the output"
    assert share_title(cases[2], None) == "Every pixel is read"
    assert share_meaning(cases[3], judged(cases[3])).endswith("no pixels to hide a picture in.")


@pytest.mark.parametrize(
    "key",
    [
        ("opencv", "lanczos"),
        ("opencv", "bicubic"),
        ("tensorflow", "lanczos"),
        ("tensorflow", "mitchellcubic"),
    ],
)
def test_a_pixel_that_is_read_need_not_count(key: tuple[str, str]) -> None:
    """Kernels that cover β 4 but weigh unevenly: what the Vulnerability view says, here too."""
    operator = sampling(*key, 224)
    row = judged(operator)
    title, meaning = share_title(operator, row), share_meaning(operator, row)
    assert row.verdict == "partly"
    assert title == f"Every pixel is read, but about {deciding_words(row)} decide an output"
    assert meaning.startswith(row.reason)
    assert "all pixels" not in meaning
    assert dict(judgement(row))["Vulnerability"].startswith("Partly, ")


def test_a_share_is_never_rounded_up_to_every_pixel() -> None:
    operator = sampling("pillow", "bicubic", 1000, 1001)
    assert operator.sampled_share < 1 or share_title(operator, None) == "Every pixel is read"


CROPPED = [
    Pipeline("opencv", "bilinear", (100, 100), (100, 0, 400, 400)),
    Pipeline("opencv", "nearest", (100, 100), (100, 0, 400, 400), Cut((100, 150), 0, 25)),
    Pipeline("pillow", "bicubic", (50, 50), (100, 0, 400, 400)),
    Pipeline("pillow", "bicubic", (50, 50), (100, 50, 300, 300), Cut((68, 101), 9, 25)),
]


@pytest.mark.parametrize("pipeline", CROPPED, ids=lambda pipeline: pipeline.label)
def test_the_bound_holds_as_it_is_printed_where_there_is_a_crop(pipeline: Pipeline) -> None:
    operator = operator_for(pipeline, (400, 600))
    words = bound_words(operator)
    shares = [float(number) / 100 for number in re.findall(r"([\d.]+) %", words)]
    kernel = math.prod(operator.kernel_width) / math.prod(operator.ratio)
    assert shares[0] == pytest.approx(operator.share_bound, rel=5e-3)
    if "×" in words:
        assert shares[0] == pytest.approx(kernel * shares[1], rel=0.01)
    else:
        assert kernel >= 1
        assert "100 % or more" in words
    assert operator.sampled_share <= operator.share_bound + 1e-9


def test_the_bound_of_a_crop_in_full() -> None:
    words = bound_words(operator_for(CROPPED[0], (400, 600)))
    assert words == "16.7 % = σₕσᵥ / βₕβᵥ × 66.7 %, the crop's share of the image"
    words = bound_words(operator_for(CROPPED[2], (400, 600)))
    assert words == "66.7 %, the crop's share of the image: σₕσᵥ / βₕβᵥ is 100 % or more"
