"""Peaks suppressed and faked in the real spectrum, with the output still showing the target."""

import numpy as np
import pytest

from core.attacks.problem import attack_problem
from core.attacks.variants import craft_variant
from core.attacks.variants.lattice_peak import lattice_peak
from core.attacks.variants.partial_spectrum import lattice_windows
from core.errors import AttackError
from core.images.arrays import RGB, Shape
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.attack_problems import posed

SOURCE, TARGET = (240, 320), (40, 50)


def nothing() -> None:
    """No poll."""


def peak(image: RGB, shape: Shape) -> float:
    height = lattice_peak(image, shape, nothing)
    assert height is not None
    return height


@pytest.mark.parametrize(("library", "algorithm"), [("opencv", "nearest"), ("opencv", "bicubic")])
def test_suppressing_takes_the_peaks_away_and_keeps_the_target(library: str, algorithm: str) -> None:
    problem = posed(library, algorithm, SOURCE, TARGET)
    strong, quiet = (craft_variant(name, problem) for name in ("strong", "spectrum_suppress"))
    assert peak(strong.image, TARGET) > 6
    assert peak(quiet.image, TARGET) < 3
    assert quiet.feasible
    error = real_resize(quiet.image, problem.pipeline).astype(int) - quiet.target
    assert np.abs(error).max() <= 1
    assert quiet.psnr < strong.psnr


def test_faking_moves_the_peaks_to_the_fake_size() -> None:
    problem = posed(source=SOURCE, target=TARGET)
    fake = (30, 36)
    result = craft_variant("spectrum_fake", problem, {"width": 36, "height": 30, "strength": 64})
    assert peak(result.image, fake) > 8
    assert peak(result.image, fake) > peak(result.image, TARGET) + 6
    assert peak(problem.source, fake) < 3
    assert result.max_output_error <= 1
    assert f"{peak(result.image, fake):+.1f} dB" in dict(result.figures)["Peaks at the fake size"]


def test_a_wider_window_costs_more() -> None:
    problem = posed(source=SOURCE, target=TARGET)
    narrow, wide = (craft_variant("spectrum_suppress", problem, {"radius": r}) for r in (1, 8))
    assert narrow.psnr > wide.psnr + 1


@pytest.mark.parametrize(
    ("options", "message"),
    [({"width": 50, "height": 40}, "target size itself"), ({"width": 300}, "leaves no peaks")],
)
def test_fake_sizes_that_fake_nothing_are_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(AttackError, match=message):
        craft_variant("spectrum_fake", posed(source=SOURCE, target=TARGET), options)


def test_a_ratio_without_peaks_is_refused() -> None:
    with pytest.raises(AttackError, match="below 2:1"):
        craft_variant("spectrum_suppress", posed(source=(60, 60), target=(40, 40)))


def test_a_pipeline_that_crops_is_refused() -> None:
    problem = posed(source=SOURCE, target=TARGET)
    cropping = Pipeline("opencv", "nearest", TARGET, crop=(10, 10, 200, 200))
    with pytest.raises(AttackError, match="that crops"):
        craft_variant("spectrum_suppress", attack_problem(problem.source, problem.target, cropping))


def test_the_partial_spectrum_is_that_of_the_whole_and_comes_back() -> None:
    image = np.random.default_rng(0).normal(size=(45, 64, 3)).astype(np.float32)
    windows = lattice_windows((45, 64), (15, 10), 2)
    spectrum = windows.transform(lambda rows: image[rows], 3, nothing)
    rows, columns = windows.vertical.frequencies, windows.horizontal.frequencies
    whole = np.fft.fft2(image, axes=(0, 1), norm="ortho")[np.ix_(rows % 45, columns % 64)]
    assert np.allclose(spectrum, whole, atol=1e-4)
    widened = windows.widened(spectrum, nothing)
    back = np.concatenate([windows.rows(widened, slice(0, 20)), windows.rows(widened, slice(20, 45))])
    assert np.allclose(windows.transform(lambda rows: back[rows], 3, nothing), spectrum, atol=1e-4)
    kept = np.zeros((45, 64), np.bool_)
    kept[np.ix_(rows % 45, columns % 64)] = True
    whole_back = np.fft.fft2(back, axes=(0, 1), norm="ortho")
    assert np.abs(whole_back[~kept]).max() < 1e-4
