"""Sanitizing for several pipelines at once."""

import numpy as np
import pytest

from core.errors import AliascopeError
from core.images.arrays import RGB
from core.images.metrics import psnr
from core.progress import Cancelled
from core.sanitizing.agreement import Agreement
from core.sanitizing.sanitize import sanitize, sanitize_all
from core.sanitizing.wording import agreement_words, grey_levels
from core.scaling.operator import ScalingOperator, operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.robust import area_output
from tests.support.pictures import picture

SHAPE = (180, 240)
NEAREST = Pipeline("opencv", "nearest", (40, 40))
BILINEAR = Pipeline("opencv", "bilinear", (40, 40))
CENTRED = Pipeline("pillow", "nearest", (32, 32))
CENTRED_40 = Pipeline("pillow", "nearest", (40, 40))
DENSE = Pipeline("pillow", "bilinear", (40, 40))


def operators(*pipelines: Pipeline) -> list[ScalingOperator]:
    return [operator_for(pipeline, SHAPE) for pipeline in pipelines]


def mask_of(chosen: list[ScalingOperator]) -> np.ndarray:
    return np.asarray(np.any([operator.sampled_mask() for operator in chosen], axis=0))


@pytest.fixture
def image() -> RGB:
    return np.random.default_rng(5).integers(0, 256, (*SHAPE, 3), dtype=np.uint8)


def test_the_median_is_that_of_the_pixels_nobody_samples(image: RGB) -> None:
    """The definition, pixel by pixel; a pixel of several lattices follows the one of the smallest ratio."""
    chosen = operators(NEAREST, CENTRED)
    cleaned, union = sanitize_all(image, chosen).pixels, mask_of(chosen)
    fine = chosen[0]  # 40×40 has smaller windows than 32×32
    for row, column in np.argwhere(union):
        operator = fine if fine.sampled_mask()[row, column] else chosen[1]
        reach_v, reach_h = (int(ratio) for ratio in operator.ratio)
        rows = slice(max(0, row - reach_v), row + reach_v + 1)
        columns = slice(max(0, column - reach_h), column + reach_h + 1)
        free = np.sort(image[rows, columns][~union[rows, columns]], axis=0)
        assert cleaned[row, column].tolist() == free[(len(free) - 1) // 2].tolist()
    assert np.array_equal(cleaned[~union], image[~union])


@pytest.mark.parametrize("filter_id", ["median", "random"])
def test_no_listed_pipeline_is_left_with_anything(image: RGB, filter_id: str) -> None:
    """Whatever an attacker writes where any of them looks, the result is the same."""
    chosen = operators(BILINEAR, CENTRED, NEAREST)
    other = np.where(mask_of(chosen)[..., None], 255 - image, image).astype(np.uint8)
    first, second = (sanitize_all(start, chosen, filter_id, seed=4).pixels for start in (image, other))
    assert np.array_equal(first, second)


def test_one_pipeline_listed_twice_is_one(image: RGB) -> None:
    single = sanitize(image, operators(BILINEAR)[0], "random", seed=2).pixels
    assert np.array_equal(sanitize_all(image, operators(BILINEAR, BILINEAR), "random", seed=2).pixels, single)


def test_dense_kernels_are_left_out_openly(image: RGB) -> None:
    result = sanitize_all(image, operators(NEAREST, DENSE))
    assert np.array_equal(result.pixels, sanitize(image, operators(NEAREST)[0]).pixels)
    assert "Pillow bilinear 40×40 weighs every pixel" in result.note


def test_too_many_lattices_are_an_error_with_a_remedy(image: RGB) -> None:
    sizes = [Pipeline("opencv", "bilinear", (side, side)) for side in range(41, 80, 2)]
    with pytest.raises(AliascopeError, match="name fewer pipelines or use safe re-encoding"):
        sanitize_all(image, operators(*sizes))


def test_robust_scaling_makes_one_output_only(image: RGB) -> None:
    assert sanitize_all(image, operators(NEAREST, BILINEAR), "area").pixels.shape == (40, 40, 3)
    with pytest.raises(AliascopeError, match="name one pipeline"):
        sanitize_all(image, operators(NEAREST, CENTRED), "area")


@pytest.fixture
def attack() -> RGB:
    """A portrait that shows Pillow nearest noise at 32×32 and 40×40, and OpenCV nearest a cat at 40×40."""
    made = area_output(picture("astronaut.png"), SHAPE)
    for pipeline, target in (
        (CENTRED, np.random.default_rng(1).integers(0, 256, (32, 32, 3), dtype=np.uint8)),
        (CENTRED_40, np.random.default_rng(2).integers(0, 256, (40, 40, 3), dtype=np.uint8)),
        (NEAREST, area_output(picture("chelsea.png"), (40, 40))),
    ):
        operator = operators(pipeline)[0]
        made[np.ix_(np.flatnonzero(operator.sampled_rows), np.flatnonzero(operator.sampled_columns))] = target
    return made


def test_safe_makes_every_pipeline_agree_with_robust_scaling(attack: RGB) -> None:
    chosen = operators(NEAREST, BILINEAR, CENTRED_40)
    result = sanitize_all(attack, chosen, "safe", error=2)
    assert result.filter == "safe"
    assert result.note == ""
    assert [entry.pipeline for entry in result.agreements] == [NEAREST, BILINEAR, CENTRED_40]
    assert all(entry.after <= 2 < entry.before for entry in result.agreements)
    cleaned = sanitize_all(attack, chosen, "median").pixels
    for operator in chosen:  # measured once more, without the filter's own figures
        robust = area_output(cleaned, operator.target_shape).astype(int)
        assert np.abs(operator.resize(result.pixels) - robust).max() <= 2
    for operator, entry in zip(chosen, result.agreements, strict=True):
        own = area_output(attack, operator.target_shape).astype(int)
        assert entry.to_evidence == np.abs(operator.resize(result.pixels) - own).max()
        assert entry.to_evidence > entry.after  # the attack has a share in the image's own average
    assert psnr(result.pixels, cleaned) > 25


def test_safe_changes_nothing_that_nobody_reads(attack: RGB) -> None:
    chosen = operators(NEAREST, CENTRED)
    result, mask = sanitize_all(attack, chosen, "safe").pixels, mask_of(chosen)
    assert np.array_equal(result[~mask], attack[~mask])


def test_safe_says_where_pipelines_can_not_be_reconciled(attack: RGB) -> None:
    """Both nearest kernels read some of the same pixels, at sizes whose averages differ."""
    rival = Pipeline("opencv", "nearest", (150, 200))
    result = sanitize_all(attack, operators(NEAREST, rival), "safe", error=0.5)
    worst = max(entry.after for entry in result.agreements)
    assert worst > 0.5
    assert f"still differs by up to {worst:g}" in result.note


def test_safe_leaves_averaging_pipelines_to_themselves(attack: RGB) -> None:
    result = sanitize_all(attack, operators(NEAREST, DENSE), "safe")
    assert "1 of the pipelines averages every pixel" in result.note
    assert len(result.agreements) == 2


def test_the_stand_in_measures_the_agreement(attack: RGB) -> None:
    asked: list[Pipeline] = []

    def resize(image: RGB, pipeline: Pipeline) -> RGB:
        asked.append(pipeline)
        return np.zeros((*pipeline.target_shape, 3), np.uint8)

    result = sanitize_all(attack, operators(NEAREST), "safe", resize=resize)
    assert asked == [NEAREST, NEAREST]
    assert result.agreements[0].after > 100


@pytest.mark.parametrize("stop_at", ["Taking medians", "Bringing", "Asking"])
def test_each_stage_can_be_cancelled(attack: RGB, stop_at: str) -> None:
    def stop(fraction: float, text: str) -> None:
        assert 0 <= fraction <= 1
        if text.startswith(stop_at):
            raise Cancelled

    with pytest.raises(Cancelled):
        sanitize_all(attack, operators(NEAREST, CENTRED), "safe", progress=stop)


def test_agreements_are_told_with_their_references() -> None:
    words = agreement_words(Agreement(NEAREST, 233.0, 1.0, 41.0))
    assert words.startswith(
        f"{NEAREST.label}: 1 grey level from the robust output of the cleaned image, 233 before"
    )
    assert words.endswith("41 from that of the image as it came")
    assert grey_levels(2.5) == "2.5 grey levels"
