import numpy as np
import pytest

from core.scaling.attack_cost import axis_cost, deciding_pixels
from core.scaling.attack_difference import Difference, difference_from
from core.scaling.coefficients import axis_matrix

SMOOTH = 0.8
LOUD = Difference(1e8)
"""So large that the tolerance of one grey level does not matter."""


@pytest.mark.parametrize(
    ("library", "algorithm"),
    [
        *(("opencv", "nearest"), ("opencv", "bilinear"), ("opencv", "lanczos"), ("opencv", "area")),
        *(("pillow", "bicubic"), ("pillow", "lanczos"), ("skimage", "bilinear-aa")),
    ],
)
@pytest.mark.parametrize("length", [72, 86])
def test_the_cost_is_that_of_the_smallest_change_that_does_it(
    library: str, algorithm: str, length: int
) -> None:
    outputs = 20
    matrix = axis_matrix(library, algorithm, length, outputs)
    places = np.arange(outputs)
    covariance = SMOOTH ** np.abs(places[:, None] - places)
    inverse = np.linalg.pinv(matrix.toarray())
    expected = np.trace(inverse @ covariance @ inverse.T) / outputs  # E‖M⁺e‖² of a difference e, per output
    cost = axis_cost(matrix, SMOOTH)
    assert cost.share.sum() == pytest.approx(1)
    assert deciding_pixels(cost, cost, LOUD) == pytest.approx(expected**2, rel=0.02)


def test_a_difference_within_the_tolerance_costs_nothing() -> None:
    cost = axis_cost(axis_matrix("pillow", "bicubic", 80, 20), SMOOTH)
    assert deciding_pixels(cost, cost, Difference(0.5)) == 0


def test_the_tolerance_makes_attacks_cheaper() -> None:
    cost = axis_cost(axis_matrix("skimage", "bicubic-aa", 80, 20), SMOOTH)
    assert deciding_pixels(cost, cost, Difference(400)) < 0.95 * deciding_pixels(cost, cost, LOUD)


def test_long_axes_are_judged_by_all_of_their_phases() -> None:
    """At 4.004 the phase drifts once over all outputs: the middle alone reads like 4."""
    drifting = axis_cost(axis_matrix("opencv", "bilinear", 1001, 250), SMOOTH)
    matrix = axis_matrix("opencv", "bilinear", 1001, 250)
    exact = np.mean(1 / (matrix @ matrix.T).diagonal())
    assert float(np.sum(drifting.share / drifting.gain)) == pytest.approx(exact, rel=0.02)


def test_a_picture_unlike_photographs_is_farther_from_a_target() -> None:
    usual = np.linspace(158, 83, 32).astype(np.uint8)[:, None, None].repeat(32, 1).repeat(3, 2)
    white = np.full((32, 32, 3), 255, np.uint8)
    assert difference_from(usual).psnr > difference_from(white).psnr + 5
    assert difference_from(usual).mean_square == pytest.approx(66**2, rel=0.01)
    assert difference_from(white[..., 0]).mean_square == pytest.approx(difference_from(white).mean_square)
