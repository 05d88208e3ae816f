"""What stands beside a lattice: nothing under an attack, as much as on it under a screen's pattern."""

import numpy as np
import pytest

from core.images.arrays import RGB
from core.spectrum import lattice
from core.spectrum.controls import coherence_beside, prominence_beside, shifts_along, shifts_beside
from core.spectrum.envelope import Texture, texture_of
from core.spectrum.lattice import Phase, positions
from core.spectrum.patch import LocalCandidate
from core.spectrum.points import everywhere
from core.spectrum.rivals import loudest_elsewhere
from core.spectrum.tones import own_share
from core.spectrum.windows import search_windows
from tests.support.pictures import picture

TARGET = (64, 64)


def hidden(target: tuple[int, int] = TARGET) -> RGB:
    """A cat on the lattice of a size in the astronaut."""
    image = picture("astronaut.png").copy()
    cat = picture("chelsea.png")[20 : 20 + target[0], 100 : 100 + target[1]]
    image[np.ix_(positions(512, target[0], Phase.CENTRE), positions(512, target[1], Phase.CENTRE))] = cat
    return image


def striped(period: int) -> RGB:
    """The astronaut with every so manieth column darkened, as a screen's gaps are."""
    image = picture("astronaut.png").astype(np.float32)
    image[:, ::period] *= 0.4
    return image.astype(np.uint8)


def lattice_of(texture: Texture) -> tuple[lattice.Indices, lattice.Indices]:
    return positions(texture.shape[0], TARGET[0], Phase.CENTRE), positions(512, TARGET[1], Phase.CENTRE)


@pytest.mark.parametrize("ratio", [2.05, 2.5, 3.0, 4.0, 7.5, 16.0])
def test_shifts_stay_away_from_the_lattice(ratio: float) -> None:
    every, beside = shifts_along(ratio)
    assert every[0] == 0
    assert 0 not in beside
    assert len(beside) >= 1
    if ratio >= 5:
        assert beside.min() >= 2
        assert beside.max() <= ratio - 2


def test_shifts_of_both_axes_are_combined_and_few() -> None:
    shifts = shifts_beside((512, 512), (64, 32))
    assert (0, 0) not in shifts
    assert len(shifts) == len(set(shifts)) == 15
    assert {0} < {down for down, _ in shifts}
    assert {0} < {right for _, right in shifts}
    assert shifts_beside((64, 64), (64, 64)) == ()


def test_an_attack_is_quiet_beside_its_lattice() -> None:
    texture = texture_of(hidden())
    rows, columns = lattice_of(texture)
    here, beside = (
        lattice.coherence(texture, rows, columns),
        coherence_beside(texture, rows, columns, TARGET),
    )
    assert here.agreement > 20 * max(1.0, beside.agreement)
    assert here.power > 5 * beside.power
    level = float(texture.prominence.mean())
    assert prominence_beside(texture, rows, columns, (8.0, 8.0)) < 1.3 * level


def test_stripes_are_as_loud_beside_it() -> None:
    texture = texture_of(striped(4))
    rows, columns = positions(512, 64, Phase.FLOOR), positions(512, 64, Phase.FLOOR)
    on = float(texture.prominence[np.ix_(rows, columns)].mean())
    assert everywhere(texture, rows, columns) > 0.5
    assert prominence_beside(texture, rows, columns, (8.0, 8.0)) > 0.95 * on


def test_a_hidden_picture_is_its_own_and_a_darkened_one_is_not() -> None:
    attack = texture_of(hidden((128, 128)))
    rows, columns = positions(512, 128, Phase.CENTRE), positions(512, 128, Phase.CENTRE)
    assert own_share(attack, rows, columns, (128, 128)) > 0.7
    dots = picture("astronaut.png").copy()
    dots[np.ix_(rows, columns)] = dots[np.ix_(rows, columns)] // 3
    assert own_share(texture_of(dots), rows, columns, (128, 128)) < 0.05


def test_other_parts_count_unless_they_say_the_same() -> None:
    texture = texture_of(hidden())
    first = search_windows(texture)
    assert first[0].target_shape == TARGET
    far = LocalCandidate(TARGET, Phase.CENTRE, (0, 0, 64, 64), 3.0, 20.0)
    leader = (400, 400, 64, 64)
    assert loudest_elsewhere(texture, leader, first[:1], [far]) == 0.0
    other = LocalCandidate((57, 41), Phase.FLOOR, far.box, 3.0, 200.0)
    assert loudest_elsewhere(texture, leader, first[:1], [other]) == 200.0
    assert loudest_elsewhere(texture, far.box, first[:1], [other]) == 0.0
