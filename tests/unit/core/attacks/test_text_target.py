"""Rendered text as a target: inside the picture, at any size, ratio and colour."""

import numpy as np
import pytest

from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.attacks.text_target import text_target
from core.errors import AttackError
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from tests.support.pictures import picture


def inked(target: RGB, background: int = 0) -> tuple[int, int, int, int]:
    """First and last row, first and last column that differ from the background."""
    rows, columns = np.nonzero((target != background).any(axis=2))
    return int(rows.min()), int(rows.max()), int(columns.min()), int(columns.max())


@pytest.mark.parametrize("shape", [(224, 224), (32, 32), (40, 300), (300, 40)])
def test_the_largest_text_fills_the_picture_and_stays_inside(shape: tuple[int, int]) -> None:
    top, bottom, left, right = inked(text_target("Ignore this", shape))
    assert 0 < top < bottom < shape[0] - 1
    assert 0 < left < right < shape[1] - 1
    assert (bottom - top) > 0.7 * shape[0] or (right - left) > 0.7 * shape[1]


def test_colour_and_background_are_those_asked_for() -> None:
    target = text_target("HI", (60, 80), colour=(250, 10, 20), background=(1, 2, 3))
    assert (target[0, 0] == (1, 2, 3)).all()
    assert (target == (250, 10, 20)).all(axis=2).any()


def test_text_stands_on_a_picture(chelsea: RGB) -> None:
    scene = chelsea[:100, :120]
    target = text_target("cat", scene.shape[:2], background=scene)
    assert 0.01 < (target != scene).any(axis=2).mean() < 0.9
    assert (target[0] == scene[0]).all()


def test_the_font_size_is_that_of_the_letters() -> None:
    small, large = (inked(text_target("HHH", (200, 200), size=size)) for size in (20, 40))
    assert (large[1] - large[0]) == pytest.approx(2 * (small[1] - small[0]), abs=2)


def test_long_text_is_wrapped_between_words() -> None:
    top, bottom, left, right = inked(text_target("one two three four five six", (100, 100), size=16))
    assert bottom - top > 30
    assert right - left < 100


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("  ", {}, "is empty"),
        ("a" * 10_001, {}, "at most 10000"),
        ("word", {"size": 1.0}, "font size is 1"),
        ("incomprehensibilities", {"size": 60.0}, "does not fit"),
        ("word", {"colour": (0, 0, 300)}, "is not one"),
        ("word", {"background": np.zeros((3, 3, 3), np.uint8)}, "background is 3×3"),
    ],
)
def test_what_can_not_be_rendered_is_said_in_one_sentence(
    text: str, options: dict[str, object], message: str
) -> None:
    with pytest.raises(AttackError, match=message):
        text_target(text, (50, 50), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(("library", "algorithm"), [("opencv", "bicubic"), ("pillow", "nearest")])
def test_text_can_be_hidden_at_any_ratio(library: str, algorithm: str) -> None:
    pipeline = Pipeline(library, algorithm, (40, 90))
    target = text_target("hidden", pipeline.target_shape)
    result = craft(attack_problem(picture("chelsea.png"), target, pipeline))
    assert result.max_output_error <= 1


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("停止", r"“停” \(U\+505C\), “止” \(U\+6B62\) and"),
        ("STOP 😀 now", r"“😀” \(U\+1F600\) and"),
        ("a\u200db", r"for U\+200D and"),
        ("абвгдежз", r"“д” \(U\+0434\) and 3 more"),
    ],
)
def test_letters_that_the_font_lacks_are_named(text: str, named: str) -> None:
    with pytest.raises(AttackError, match=named) as refused:
        text_target(text, (112, 112))
    assert str(refused.value).count(". ") == 0


def test_all_of_ascii_can_be_hidden() -> None:
    assert text_target("".join(map(chr, range(32, 127))), (224, 224)).any()
