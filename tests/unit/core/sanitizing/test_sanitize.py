"""The selective filters against their definition, and robust scaling."""

import re

import numpy as np
import pytest
from PIL import Image

from core.errors import UnknownNameError
from core.images.metrics import psnr
from core.progress import Cancelled
from core.sanitizing.catalogue import SANITIZERS
from core.sanitizing.sanitize import sanitize
from core.sanitizing.selective import served
from core.scaling.operator import ScalingOperator, operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.robust import area_output

Case = tuple[str, str, tuple[int, int], tuple[int, int]]

CASES: list[Case] = [
    ("opencv", "nearest", (40, 52), (10, 13)),
    ("opencv", "bilinear", (61, 47), (11, 9)),
    ("opencv", "bicubic", (90, 81), (13, 9)),
    ("pillow", "nearest", (33, 70), (16, 7)),
    ("tensorflow", "bilinear", (50, 50), (10, 10)),
    ("opencv", "nearest", (170, 150), (5, 6)),  # windows of more pixels than a byte counts
    ("opencv", "nearest", (40, 23), (60, 9)),  # taller, but narrower
    ("opencv", "bilinear", (57, 41), (19, 11)),  # an odd ratio: one tap per output row
]


def noise(shape: tuple[int, int], seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (*shape, 3), dtype=np.uint8)


def make(library: str, algorithm: str, source: tuple[int, int], target: tuple[int, int]) -> ScalingOperator:
    return operator_for(Pipeline(library, algorithm, target), source)


def free_window(image: np.ndarray, operator: ScalingOperator, row: int, column: int) -> np.ndarray:
    """The window of the paper, straight from its definition: (free pixels, 3)."""
    reach_v, reach_h = (max(1, int(ratio)) for ratio in operator.ratio)
    rows = slice(max(0, row - reach_v), row + reach_v + 1)
    columns = slice(max(0, column - reach_h), column + reach_h + 1)
    return image[rows, columns][~operator.sampled_mask()[rows, columns]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def test_median_is_the_window_s_lower_median(case: Case) -> None:
    operator, image = make(*case), noise(case[2])
    cleaned = sanitize(image, operator, "median").pixels
    for row, column in np.argwhere(operator.sampled_mask()):
        free = np.sort(free_window(image, operator, row, column), axis=0)
        assert cleaned[row, column].tolist() == free[(len(free) - 1) // 2].tolist()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def test_random_takes_a_free_pixel_of_the_window(case: Case) -> None:
    operator, image = make(*case), noise(case[2])
    cleaned = sanitize(image, operator, "random", seed=3).pixels
    for row, column in np.argwhere(operator.sampled_mask()):
        assert cleaned[row, column].tolist() in free_window(image, operator, row, column).tolist()


def test_crops_are_sanitized_where_they_lie() -> None:
    operator = operator_for(Pipeline("opencv", "nearest", (8, 8), crop=(21, 4, 40, 32)), (50, 70))
    image = noise((50, 70))
    cleaned = sanitize(image, operator, "median").pixels
    changed = np.argwhere((cleaned != image).any(axis=-1))
    assert changed.min(axis=0).tolist() >= [4, 21]
    assert len(changed) > 60
    for row, column in np.argwhere(operator.sampled_mask()):
        free = np.sort(free_window(image, operator, row, column), axis=0)
        assert cleaned[row, column].tolist() == free[(len(free) - 1) // 2].tolist()


def test_random_takes_every_free_pixel_equally_often() -> None:
    """One window, 4,000 seeds, 20 free pixels of 25: each some 200 times, give or take five deviations."""
    operator = make("opencv", "nearest", (15, 15), (5, 5))
    image = np.arange(225, dtype=np.uint8).reshape(15, 15, 1).repeat(3, axis=2)
    row, column = (np.flatnonzero(flags)[2] for flags in (operator.sampled_rows, operator.sampled_columns))
    free = set(free_window(image, operator, row, column)[:, 0].tolist())
    drawn = [int(sanitize(image, operator, "random", seed=n).pixels[row, column, 0]) for n in range(4000)]
    counts = np.array([drawn.count(value) for value in sorted(free)])
    expected = 4000 / len(free)
    assert counts.sum() == 4000
    assert np.abs(counts - expected).max() < 5 * np.sqrt(expected)


@pytest.mark.parametrize("filter_id", ["median", "random"])
def test_other_pixels_and_the_input_stay_as_they_are(filter_id: str) -> None:
    operator, image = make(*CASES[1]), noise(CASES[1][2])
    before = image.copy()
    result = sanitize(image, operator, filter_id)
    assert np.array_equal(image, before)
    assert np.array_equal(result.pixels[~operator.sampled_mask()], image[~operator.sampled_mask()])
    assert result.changed_pixels == np.count_nonzero((result.pixels != image).any(axis=-1)) > 0


@pytest.mark.parametrize("filter_id", ["median", "random"])
def test_sampled_pixels_no_longer_matter(filter_id: str) -> None:
    """Whatever an attacker writes into P, the result is the same: the defense's whole point."""
    operator, image = make(*CASES[2]), noise(CASES[2][2])
    other = np.where(operator.sampled_mask()[..., None], 255 - image, image).astype(np.uint8)
    assert np.array_equal(
        sanitize(image, operator, filter_id, seed=1).pixels,
        sanitize(other, operator, filter_id, seed=1).pixels,
    )


def test_random_follows_its_seed() -> None:
    operator, image = make(*CASES[0]), noise(CASES[0][2])
    first, again, other = (sanitize(image, operator, "random", seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(first.pixels, again.pixels)
    assert first.seed == 1
    assert not np.array_equal(first.pixels, other.pixels)
    assert sanitize(image, operator, "median", seed=1).seed is None


def test_robust_scaling_is_the_area_output() -> None:
    operator, image = make(*CASES[0]), noise(CASES[0][2])
    assert np.array_equal(sanitize(image, operator, "area").pixels, area_output(image, (10, 13)))


def test_robust_scaling_sees_what_the_pipeline_sees() -> None:
    operator = operator_for(Pipeline("opencv", "nearest", (8, 8), crop=(21, 4, 40, 32)), (50, 70))
    image = noise((50, 70))
    assert np.array_equal(sanitize(image, operator, "area").pixels, area_output(image[4:36, 21:61], (8, 8)))


@pytest.mark.parametrize(
    ("algorithm", "side"), [("bilinear", 90), ("bicubic", 112), ("bicubic", 164), ("lanczos", 180)]
)
def test_wide_kernels_are_restored_where_their_weight_lies(algorithm: str, side: int) -> None:
    """Nearly every pixel has some weight; those with little are left as they are, which the note tells.

    What an attacker writes where the weight lies makes no difference; what he writes elsewhere moves no
    output by more than the note's share of 255.
    """
    operator, image = make("opencv", algorithm, (side, side), (40, 40)), noise((side, side))
    assert operator.sampled_share > 0.75
    result = sanitize(image, operator)
    assert result.filter == "median"
    share = int(re.search(r"at most (\d+) % of the range", result.note)[1]) / 100  # type: ignore[index]
    lattice = served(operator)
    assert lattice is not None
    heavy = np.outer(lattice.rows, lattice.columns)[..., None]
    other = np.where(heavy, 255 - image, image).astype(np.uint8)
    assert np.array_equal(sanitize(other, operator).pixels, result.pixels)
    left = operator.forward(np.where(heavy, 0.0, 255.0).repeat(3, axis=2))
    assert np.abs(left).max() <= 255 * (share + 0.01)


def test_kernels_of_equal_weights_fall_back_openly() -> None:
    """Bilinear a little above a ratio of 2: both taps weigh, and a free row comes every forty."""
    operator = make("opencv", "bilinear", (246, 246), (120, 120))
    assert 0.9 < operator.sampled_share < 1
    result = sanitize(noise((246, 246)), operator)
    assert result.filter == "area"
    assert "weighs nearly every pixel" in result.note


@pytest.mark.parametrize("algorithm", ["nearest", "bilinear", "bicubic"])
def test_an_image_that_is_enlarged_stays_as_it_is(algorithm: str) -> None:
    operator, image = make("opencv", algorithm, (20, 30), (40, 60)), noise((20, 30))
    result = sanitize(image, operator, "median")
    assert (result.filter, result.changed_pixels) == ("median", 0)
    assert (result.pixels == image).all()
    assert result.pixels is not image
    assert "does not make this image smaller" in result.note


@pytest.mark.parametrize(("library", "algorithm"), [("pillow", "bilinear"), ("pillow", "lanczos")])
def test_dense_kernels_fall_back_openly(library: str, algorithm: str) -> None:
    operator = make(library, algorithm, (80, 80), (20, 20))
    result = sanitize(noise((80, 80)), operator, "median")
    assert result.filter == "area"
    assert result.pixels.shape == (20, 20, 3)
    assert "weighs every pixel" in result.note


def test_a_benign_photograph_keeps_its_look(astronaut: np.ndarray) -> None:
    operator = make("opencv", "bilinear", astronaut.shape[:2], (64, 64))
    for filter_id, least in (("median", 32.0), ("random", 26.0)):
        cleaned = sanitize(astronaut, operator, filter_id).pixels
        assert psnr(cleaned, astronaut) > least
        assert psnr(operator.resize(cleaned), area_output(astronaut, (64, 64))) > 20.0


@pytest.mark.parametrize("source", [(9, 11), (7, 12), (6, 9)])
def test_windows_grow_where_the_paper_s_would_be_empty(source: tuple[int, int]) -> None:
    """Below a ratio of 2 whole neighbourhoods are sampled; every pixel still comes from a free one."""
    operator, image = make("opencv", "nearest", source, (6, 8)), noise(source)
    for filter_id in ("median", "random"):
        result = sanitize(
            np.where(operator.sampled_mask()[..., None], 255, image // 2).astype(np.uint8),
            operator,
            filter_id,
        )
        assert result.filter == filter_id
        assert result.pixels.max() < 128


def test_it_can_be_cancelled() -> None:
    def stop(fraction: float, text: str) -> None:
        raise Cancelled

    for filter_id in ("median", "random"):
        with pytest.raises(Cancelled):
            sanitize(noise((40, 52)), make(*CASES[0]), filter_id, progress=stop)


def test_unknown_filters_are_named() -> None:
    assert {spec.id for spec in SANITIZERS} == {"median", "random", "area", "safe"}
    with pytest.raises(UnknownNameError, match="median, random, area, safe"):
        sanitize(noise((40, 52)), make(*CASES[0]), "blur")


def test_a_payload_is_gone_after_sanitizing(astronaut: np.ndarray, chelsea: np.ndarray) -> None:
    source = np.asarray(Image.fromarray(astronaut).resize((256, 256)))
    operator = make("opencv", "nearest", (256, 256), (64, 64))
    target = area_output(chelsea, (64, 64))
    attack = source.copy()
    attack[np.ix_(np.flatnonzero(operator.sampled_rows), np.flatnonzero(operator.sampled_columns))] = target
    assert np.array_equal(operator.resize(attack), target)
    cleaned = sanitize(attack, operator).pixels
    assert psnr(cleaned, source) > 25.0
    assert psnr(operator.resize(cleaned), target) < 15.0


def test_random_draws_from_afar_only_where_nothing_nearer_is_free() -> None:
    """OpenCV bicubic hardly above a ratio of 2: some windows have to grow, the others stay as the paper's."""
    operator = make("opencv", "bicubic", (90, 65), (32, 32))
    lattice = served(operator)
    assert lattice is not None
    free = ~np.logical_and.outer(lattice.rows, lattice.columns)
    place = np.arange(free.size).reshape(free.shape)
    image = np.stack([place // 256, place % 256, place * 0], axis=-1).astype(np.uint8)
    cleaned = sanitize(image, operator, "random").pixels.astype(int)
    came_from = cleaned[..., 0] * 256 + cleaned[..., 1]
    reach_v, reach_h = lattice.reach
    grown = 0
    for row, column in np.argwhere(~free):
        far_v, far_h = abs(came_from[row, column] // 65 - row), abs(came_from[row, column] % 65 - column)
        near = free[
            max(0, row - reach_v) : row + reach_v + 1, max(0, column - reach_h) : column + reach_h + 1
        ]
        if near.any():
            assert far_v <= reach_v
            assert far_h <= reach_h
        else:
            grown += 1
    assert grown > 0
