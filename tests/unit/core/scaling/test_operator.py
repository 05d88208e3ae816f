"""The operator's model of each library against the real call."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.scaling.catalogue import ALGORITHMS, Algorithm
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline

SIZES = [
    ((896, 896), (224, 224)),
    ((270, 480), (75, 75)),
    ((448, 448), (224, 224)),
    ((97, 131), (32, 48)),
    ((60, 100), (100, 60)),
    ((64, 64), (64, 64)),
    ((333, 77), (111, 11)),
]
EXACT = sorted((entry.library, entry.id) for entry in ALGORITHMS if entry.bound == 0)
INTEGER = [key for key in EXACT if key[0] in ("opencv", "pillow")]
QUICK = [
    entry for entry in ALGORITHMS if entry.library not in ("tensorflow", "tensorflow1", "keras", "torch")
]


def contents(shape: tuple[int, int], seed: int) -> list[np.ndarray]:
    """Noise, black and white, and a smooth ramp."""
    rng = np.random.default_rng(seed)
    noise = rng.integers(0, 256, (*shape, 3), dtype=np.uint8)
    binary = (rng.integers(0, 2, (*shape, 3)) * 255).astype(np.uint8)
    ramp = np.linspace(0, 255, shape[0] * shape[1] * 3).reshape(*shape, 3).astype(np.uint8)
    return [noise, binary, ramp]


def largest_difference(pipeline: Pipeline, image: np.ndarray) -> int:
    operator = operator_for(pipeline, image.shape[:2])
    return int(np.abs(operator.apply(image) - operator.resize(image).astype(np.float32)).max())


@pytest.mark.parametrize("entry", ALGORITHMS, ids=lambda entry: f"{entry.library}-{entry.id}")
def test_model_stays_within_its_bound(entry: Algorithm) -> None:
    for (source, target), seed in zip(SIZES, itertools.count()):
        pipeline = Pipeline(entry.library, entry.id, target)
        worst = max(largest_difference(pipeline, image) for image in contents(source, seed))
        assert worst <= entry.bound, (pipeline.label, source)


@settings(max_examples=300, deadline=None)
@given(
    entry=st.sampled_from(QUICK),
    source=st.tuples(st.integers(2, 120), st.integers(2, 120)),
    target=st.tuples(st.integers(1, 120), st.integers(1, 120)),
    seed=st.integers(0, 99),
)
def test_model_stays_within_its_bound_at_any_size(
    entry: Algorithm, source: tuple[int, int], target: tuple[int, int], seed: int
) -> None:
    pipeline = Pipeline(entry.library, entry.id, target)
    assert max(largest_difference(pipeline, image) for image in contents(source, seed)) <= entry.bound


@pytest.mark.parametrize("source", [(300, 100), (100, 300)], ids=["rows first", "columns first"])
def test_pillow_passes_come_in_the_library_s_order(source: tuple[int, int]) -> None:
    """Pillow 13 takes the rows first when far more rows than columns go; the clip between shows it."""
    pipeline = Pipeline("pillow", "lanczos", (30, 30))
    assert max(largest_difference(pipeline, image) for image in contents(source, 5)) == 0


def test_adjoint_is_the_transpose_of_forward() -> None:
    rng = np.random.default_rng(1)
    operator = operator_for(Pipeline("opencv", "bicubic", (13, 17)), (61, 83))
    image, output = rng.normal(size=(61, 83, 3)), rng.normal(size=(13, 17, 3))
    assert np.vdot(operator.forward(image), output) == pytest.approx(np.vdot(image, operator.adjoint(output)))


def test_forward_keeps_single_precision() -> None:
    operator = operator_for(Pipeline("pillow", "lanczos", (13, 17)), (61, 83))
    image = np.random.default_rng(2).normal(size=(61, 83)).astype(np.float32)
    assert operator.forward(image).dtype == np.float32
    assert operator.forward(image) == pytest.approx(operator.forward(image.astype(np.float64)), abs=1e-5)


def test_only_sampled_pixels_reach_the_output() -> None:
    operator = operator_for(Pipeline("opencv", "bilinear", (32, 32)), (256, 200))
    image = np.random.default_rng(3).integers(0, 256, (256, 200, 3), dtype=np.uint8)
    changed = np.where(operator.sampled_mask()[..., None], image, 255 - image)
    assert np.array_equal(operator.resize(image), operator.resize(changed))
    assert np.abs(operator.resize(255 - image).astype(int) - operator.resize(image)).max() > 50


@pytest.mark.parametrize(
    ("algorithm", "beta", "share"),
    [("nearest", 4, 1 / 16), ("bilinear", 4, 1 / 4), ("bilinear", 8, 1 / 16), ("bicubic", 8, 1 / 4)],
)
def test_sampled_share_is_the_paper_s_bound(algorithm: str, beta: int, share: float) -> None:
    operator = operator_for(Pipeline("opencv", algorithm, (50, 50)), (50 * beta, 50 * beta))
    assert operator.sampled_share == pytest.approx(share)
    assert operator.share_bound == pytest.approx(share)


@pytest.mark.parametrize("algorithm", ["bilinear", "bicubic", "lanczos"])
def test_odd_ratios_collapse_to_nearest_in_opencv(algorithm: str) -> None:
    assert operator_for(Pipeline("opencv", algorithm, (40, 40)), (200, 200)).collapses_to_nearest
    assert not operator_for(Pipeline("opencv", algorithm, (40, 40)), (160, 160)).collapses_to_nearest


def test_influence_is_the_outer_product_of_the_axes() -> None:
    operator = operator_for(Pipeline("tensorflow", "bicubic", (20, 30)), (90, 100))
    influence = operator.influence()
    assert influence.shape == (90, 100)
    assert influence.sum() == pytest.approx(operator.row_influence.sum() * operator.column_influence.sum())


def test_operators_are_cached() -> None:
    pipeline = Pipeline("opencv", "area", (20, 30))
    assert operator_for(pipeline, (90, 100)) is operator_for(Pipeline("opencv", "area", (20, 30)), (90, 100))
