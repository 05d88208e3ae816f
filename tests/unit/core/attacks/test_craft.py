"""Crafting end to end: what the real library makes of the attack image."""

import pickle
from dataclasses import replace

import cv2
import numpy as np
import pytest

from core.attacks.craft import craft
from core.attacks.problem import AttackProblem, attack_problem
from core.errors import AttackError, UnknownNameError
from core.images.arrays import RGB
from core.images.metrics import ssim
from core.progress import Cancelled
from core.scaling.catalogue import ALGORITHMS, Algorithm
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.pictures import picture

PIPELINES = [entry for entry in ALGORITHMS if entry.library != "tensorflow"]


def resized(name: str, width: int, height: int) -> RGB:
    return np.asarray(cv2.resize(picture(name), (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def problem(
    library: str = "opencv",
    algorithm: str = "bilinear",
    source: tuple[int, int] = (130, 150),
    target: tuple[int, int] = (32, 32),
    **options: object,
) -> AttackProblem:
    cover = resized("astronaut.png", source[1], source[0])
    return attack_problem(cover, picture("chelsea.png"), Pipeline(library, algorithm, target), **options)  # type: ignore[arg-type]


def name(entry: Algorithm) -> str:
    return f"{entry.library}-{entry.id}"


@pytest.mark.parametrize("entry", PIPELINES, ids=name)
@pytest.mark.parametrize("source", [(128, 128), (80, 150), (250, 310)], ids=["4", "2.5×4.7", "7.8×9.7"])
def test_the_real_output_is_within_epsilon_of_the_target(entry: Algorithm, source: tuple[int, int]) -> None:
    posed = problem(entry.library, entry.id, source)
    result = craft(posed)
    output = real_resize(result.image, posed.pipeline)
    assert (output == result.output).all()
    assert np.abs(output.astype(int) - result.target).max() == result.max_output_error <= 1
    assert result.feasible
    assert result.note == ""


@pytest.mark.parametrize("algorithm", ["nearest", "bilinear", "bicubic", "lanczos", "area"])
def test_tensorflow_is_attacked_through_its_model(algorithm: str) -> None:
    """The model stands in for the real call, which takes seconds to import; test_models judges the model."""

    def modelled(image: RGB, pipeline: Pipeline) -> RGB:
        return operator_for(pipeline, image.shape[:2]).apply(image).astype(np.uint8)

    result = craft(problem("tensorflow", algorithm), resize=modelled)
    assert result.max_output_error <= 1


def test_the_large_cover_hides_the_cat() -> None:
    larger = cv2.resize(picture("astronaut.png"), (896, 896), interpolation=cv2.INTER_CUBIC)
    cover = np.asarray(larger, np.uint8)
    posed = attack_problem(cover, picture("chelsea.png"), Pipeline("opencv", "bilinear", (224, 224)))
    result = craft(posed)
    assert result.max_output_error <= 1
    untouched = ~operator_for(posed.pipeline, (896, 896)).sampled_mask()
    assert (result.image[untouched] == cover[untouched]).all()


@pytest.mark.parametrize("norm", ["l2", "l1", "l0", "linf"])
@pytest.mark.parametrize("algorithm", ["bilinear", "bicubic", "area"])
def test_every_norm_reaches_the_target_with_windows_apart_or_not(norm: str, algorithm: str) -> None:
    result = craft(problem(algorithm=algorithm, source=(90, 100), norm=norm, epsilon=2.0))
    assert result.max_output_error <= 2


@pytest.mark.parametrize("algorithm", ["bilinear", "bicubic"])
def test_each_norm_is_smallest_where_it_is_minimised(algorithm: str) -> None:
    results = {
        norm: craft(problem(algorithm=algorithm, source=(100, 110), norm=norm))
        for norm in ("l2", "l1", "l0", "linf")
    }
    for norm in ("l2", "l1", "linf"):
        values = {other: getattr(result, norm) for other, result in results.items()}
        assert values[norm] <= min(values.values()) * 1.02 + 1, (norm, values)
    assert results["l0"].l0 <= results["l1"].l0 * 1.01 < results["l2"].l0


@pytest.mark.parametrize("norm", ["l1", "l0"])
def test_clipping_between_two_passes_leaves_a_way_out(norm: str) -> None:
    """Pillow clips after its first pass, which windows full of 0 and 255 run into."""
    assert craft(problem("pillow", "lanczos", norm=norm)).max_output_error <= 1


def test_figures_are_those_of_the_image() -> None:
    posed = problem()
    result = craft(posed)
    change = result.image.astype(float) - posed.source
    assert result.l0 == (change != 0).any(axis=2).sum()
    assert result.l1 == np.abs(change).sum()
    assert result.l2 == pytest.approx(np.sqrt((change**2).sum()))
    assert result.linf == np.abs(change).max()
    assert result.psnr == pytest.approx(10 * np.log10(255**2 / (change**2).mean()))
    assert result.ssim == pytest.approx(ssim(result.image, posed.source))


def test_where_little_changes_it_is_judged_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.attacks.measure.BAND_PIXELS", 1000)
    whole = problem()
    assert craft(whole).psnr_there is None
    posed = replace(whole, region=(20, 10, 60, 50))
    result = craft(posed)
    change = (result.image.astype(float) - posed.source) ** 2
    rows, columns = (np.flatnonzero(change.any(axis=axes)) for axes in ((1, 2), (0, 2)))
    there = change[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    assert result.psnr_there == pytest.approx(10 * np.log10(255**2 / there.mean()))
    assert result.psnr_there is not None
    assert result.psnr_there < result.psnr
    assert dict(result.figures)["PSNR in the box around the change"] == f"{result.psnr_there:.1f} dB"


def test_similarity_by_bands_is_that_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.attacks.measure.BAND_PIXELS", 7 * 150)
    posed = problem()
    result = craft(posed)
    assert result.ssim == pytest.approx(ssim(result.image, posed.source), abs=1e-9)


def test_an_impossible_target_is_said_to_be_so() -> None:
    """Overlapping triangles can not turn a hard black and white chequerboard out of 0..255."""
    board = np.indices((20, 20)).sum(axis=0) % 2 * np.uint8(255)
    target = np.repeat(board[..., None], 3, axis=2).astype(np.uint8)
    cover = resized("astronaut.png", 80, 80)
    result = craft(attack_problem(cover, target, Pipeline("pillow", "bilinear", (20, 20))))
    assert not result.feasible
    assert result.max_output_error > 1
    assert "allow a larger ε" in result.note


def test_epsilon_zero_is_met_exactly() -> None:
    result = craft(problem(epsilon=0.0))
    assert result.max_output_error == 0


def test_a_larger_epsilon_needs_less_change() -> None:
    assert craft(problem(epsilon=20.0)).l2 < craft(problem(epsilon=1.0)).l2


def test_a_source_that_already_scales_to_the_target_is_left_alone() -> None:
    cover = resized("astronaut.png", 128, 128)
    pipeline = Pipeline("opencv", "nearest", (32, 32))
    result = craft(attack_problem(cover, real_resize(cover, pipeline), pipeline))
    assert (result.image == cover).all()
    assert result.l0 == 0


def test_progress_can_cancel() -> None:
    def stop(fraction: float, text: str) -> None:
        if fraction > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        craft(problem("pillow", "lanczos", (250, 250)), progress=stop)


def test_progress_runs_forward_to_one() -> None:
    seen: list[float] = []
    craft(problem("pillow", "bilinear", (250, 250)), progress=lambda fraction, _: seen.append(fraction))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_previews_are_attack_images_in_the_making(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.attacks.pulse.PREVIEW_INTERVAL", 0.0)
    shown: list[RGB] = []
    posed = problem("pillow", "bilinear")
    craft(posed, preview=shown.append)
    assert shown
    assert all(image.shape == posed.source.shape and image.dtype == np.uint8 for image in shown)
    assert (shown[-1] != posed.source).any()


def test_problem_and_result_can_cross_processes() -> None:
    posed, result = pickle.loads(pickle.dumps((problem(), craft(problem()))))
    assert (craft(posed).image == result.image).all()


def test_unknown_solver_and_norm_are_named() -> None:
    with pytest.raises(UnknownNameError, match="choose one of fast, cvxpy, direct"):
        craft(problem(), solver="magic")
    with pytest.raises(UnknownNameError, match="choose one of l2, l1, l0, linf"):
        craft(problem(norm="l3"))


def test_a_norm_the_solver_can_not_minimise_is_refused() -> None:
    with pytest.raises(AttackError, match="choose the fast solver"):
        craft(problem(norm="l0"), solver="cvxpy")
