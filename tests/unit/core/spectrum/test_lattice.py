"""Lattice positions against the pixels that libraries read."""

import numpy as np
import pytest

from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.spectrum.envelope import texture_of
from core.spectrum.lattice import (
    Phase,
    coherence,
    control_shifts,
    has_ties,
    positions,
    positions_of_all,
    shifted,
)
from tests.support.pictures import picture

SIZES = [(896, 224), (700, 224), (900, 224), (481, 30), (300, 60), (1000, 299), (321, 96)]


@pytest.mark.parametrize(("length", "target"), SIZES)
@pytest.mark.parametrize(
    ("library", "phase"), [("opencv", Phase.FLOOR), ("pillow", Phase.CENTRE), ("tensorflow", Phase.CENTRE)]
)
def test_nearest_pipelines_read_the_lattice(library: str, phase: Phase, length: int, target: int) -> None:
    operator = operator_for(Pipeline(library, "nearest", (target, target)), (length, length))
    assert np.array_equal(np.flatnonzero(operator.sampled_rows), positions(length, target, phase))


@pytest.mark.parametrize(("length", "target"), SIZES)
@pytest.mark.parametrize("phase", [Phase.CENTRE, Phase.LEFT])
def test_half_pixel_lattices_hold_a_heaviest_tap_of_every_output(
    length: int, target: int, phase: Phase
) -> None:
    left = operator_for(Pipeline("opencv", "bilinear", (target, 8)), (length, 8)).left.toarray()
    places = positions(length, target, phase)
    assert np.allclose(left[np.arange(target), places], left.max(axis=1), atol=1e-3)


@pytest.mark.parametrize(("length", "target"), [*SIZES, (600, 100), (350, 100), (224, 64)])
def test_ties_are_where_the_two_half_pixel_lattices_differ(length: int, target: int) -> None:
    differ = np.any(positions(length, target, Phase.CENTRE) != positions(length, target, Phase.LEFT))
    assert has_ties(length, target) == differ


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("length", [481, 700, 4000])
def test_many_lattices_at_once_are_each_by_itself_in_whole_numbers(length: int, phase: Phase) -> None:
    targets = np.arange(16, length // 3)
    points, starts = positions_of_all(length, targets, phase)
    for target, found in zip(targets.tolist(), np.split(points, starts[1:]), strict=True):
        whole = {
            Phase.FLOOR: [i * length // target for i in range(target)],
            Phase.CENTRE: [(2 * i + 1) * length // (2 * target) for i in range(target)],
            Phase.LEFT: [-(-(2 * i + 1) * length // (2 * target)) - 1 for i in range(target)],
        }
        assert found.tolist() == whole[phase]


def test_control_shifts_move_half_a_period_where_there_is_room() -> None:
    assert control_shifts((896, 896), (224, 224)) == ((2, 0), (0, 2), (2, 2))
    assert control_shifts((300, 900), (224, 224)) == ((0, 2),)
    assert control_shifts((300, 300), (224, 224)) == ()


def test_shifted_lattices_stay_inside() -> None:
    assert shifted(np.array([0, 4, 9]), 2, 10).tolist() == [2, 6, 9]


def test_a_written_picture_agrees_with_itself_and_its_surroundings_do_not() -> None:
    attack = picture("astronaut.png").copy()
    rows, columns = positions(512, 64, Phase.CENTRE), positions(512, 64, Phase.CENTRE)
    attack[np.ix_(rows, columns)] = picture("coffee.png")[100:164, 200:264]
    here = coherence(texture_of(attack), rows, columns)
    beside = coherence(texture_of(attack), rows + 3, columns)
    assert here.agreement > 0.6 * here.power
    assert beside.power < here.power / 10


def test_equal_dots_are_no_picture() -> None:
    dotted = np.full((256, 256, 3), 128, np.uint8)
    places = positions(256, 64, Phase.CENTRE)
    dotted[np.ix_(places, places)] = 255
    assert coherence(texture_of(dotted), places, places).agreement == pytest.approx(0, abs=1e-3)
