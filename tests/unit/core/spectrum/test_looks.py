"""Many lattices looked at together are found to be what each of them is alone."""

import numpy as np
import pytest

from core.images.arrays import RGB
from core.spectrum import controls, envelope, lattice
from core.spectrum.channels import channels_apart
from core.spectrum.envelope import texture_of
from core.spectrum.lattice import Phase, positions
from core.spectrum.looks import FIRST_LOOK, Lattice, agreements, standing_out
from core.spectrum.points import everywhere
from tests.support.pictures import picture

LATTICES: list[Lattice] = [
    ((20, 16), Phase.CENTRE),
    ((20, 31), Phase.CENTRE),
    ((97, 98), Phase.CENTRE),
    ((20, 140), Phase.FLOOR),
    ((97, 16), Phase.LEFT),
    ((130, 140), Phase.FLOOR),
]


@pytest.fixture(scope="module")
def image() -> RGB:
    return np.ascontiguousarray(picture("astronaut.png")[:280, :300])


def test_first_looks_agree_with_those_at_one_lattice(image: RGB) -> None:
    texture = texture_of(image)
    together = agreements(texture, LATTICES)
    for (shape, phase), found in zip(LATTICES, together, strict=True):
        rows, columns = positions(280, shape[0], phase), positions(300, shape[1], phase)
        alone = lattice.coherence(texture, rows, columns, FIRST_LOOK).agreement
        assert found == pytest.approx(alone, rel=1e-4, abs=1e-3)


def test_points_stand_out_together_as_alone(image: RGB) -> None:
    texture = texture_of(image)
    together = standing_out(texture, LATTICES)
    for (shape, phase), found in zip(LATTICES, together, strict=True):
        rows, columns = positions(280, shape[0], phase), positions(300, shape[1], phase)
        assert found == pytest.approx(everywhere(texture, rows, columns), abs=1e-5)


@pytest.mark.parametrize("most", [10, 256])
def test_coherence_is_moments_of_deviations_less_their_mean(
    image: RGB, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lattice, "TOGETHER", 3000)
    texture = texture_of(image)
    deviations = image.astype(float) - texture.median
    rows, columns = positions(280, 33, Phase.CENTRE), positions(300, 40, Phase.CENTRE)
    shifts = ((0, 0), (2, 0), (0, 3), (4, 4), (30, 1))
    found = lattice.coherences(texture, *lattice.moved(texture, rows, columns, shifts), most)
    for (down, right), one in zip(shifts, found, strict=True):
        every = deviations[np.ix_(np.minimum(rows + down, 279), np.minimum(columns + right, 299))]
        at, beside = lattice.thinned(33, most), lattice.thinned(40, most)
        here = every[np.ix_(at, beside)]
        mean = here.mean(axis=(0, 1))
        under, after = every[np.ix_(at + 1, beside)], every[np.ix_(at, beside + 1)]
        points = len(at) * len(beside)
        products = [float(((here - mean) * (other - mean)).sum()) / points for other in (here, under, after)]
        assert one.power == pytest.approx(products[0], rel=1e-4)
        assert one.agreement == pytest.approx(min(products[1:]), rel=1e-4, abs=1e-3)


def test_deviations_are_the_same_worked_out_at_once_or_where_asked(
    image: RGB, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, columns = positions(280, 33, Phase.CENTRE), positions(300, 40, Phase.CENTRE)
    for make in (texture_of, lambda pixels: channels_apart(texture_of(pixels))):
        at_once = make(image).deviations(rows, columns)
        with monkeypatch.context() as patch:
            patch.setattr(envelope, "SMALL_PIXELS", 0)
            np.testing.assert_array_equal(make(image).deviations(rows, columns), at_once)


def test_a_few_values_have_numpys_quantile() -> None:
    values = np.random.default_rng(5).random(40).astype(np.float32)
    for count in (1, 2, 7, 40):
        for share in (0.0, 0.25, 0.95, 1.0):
            expected = np.quantile(values[:count], share)
            assert controls.quantile(values[:count], share) == pytest.approx(expected, abs=1e-6)
