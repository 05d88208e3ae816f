"""How far what stands out on a lattice reaches."""

import cv2
import numpy as np

from core.spectrum.envelope import texture_of
from core.spectrum.lattice import Phase, positions
from core.spectrum.region import holds_alone, region_of
from tests.support.pictures import picture


def test_a_region_is_boxed() -> None:
    attack = picture("astronaut.png").copy()
    rows, columns = (positions(512, 128, Phase.CENTRE)[part] for part in (slice(30, 100), slice(20, 80)))
    face = cv2.resize(picture("chelsea.png")[40:220, 90:330], (60, 70), interpolation=cv2.INTER_AREA)
    attack[np.ix_(rows, columns)] = face
    region = region_of(texture_of(attack), (128, 128), Phase.CENTRE)
    assert region is not None
    for found, true in zip(region, (columns[0], rows[0], 240, 280), strict=True):
        assert abs(found - true) < 40


def test_nothing_is_boxed_in_a_flat_image() -> None:
    assert region_of(texture_of(np.full((128, 128, 3), 5, np.uint8)), (32, 32), Phase.CENTRE) is None


def test_a_part_is_one_where_the_rest_of_the_image_is_quiet() -> None:
    rows = positions(512, 128, Phase.CENTRE)
    face = cv2.resize(picture("chelsea.png"), (128, 128), interpolation=cv2.INTER_AREA)
    everywhere, part = picture("astronaut.png").copy(), picture("astronaut.png").copy()
    everywhere[np.ix_(rows, rows)] = face
    part[np.ix_(rows[40:80], rows[40:80])] = face[40:80, 40:80]
    box = (160, 160, 160, 160)
    assert holds_alone(texture_of(part), (128, 128), Phase.CENTRE, box)
    assert not holds_alone(texture_of(everywhere), (128, 128), Phase.CENTRE, box)


def test_a_part_has_four_output_pixels_a_side() -> None:
    rows = positions(512, 128, Phase.CENTRE)
    attack = cv2.GaussianBlur(picture("astronaut.png"), (0, 0), 2)
    attack[np.ix_(rows[40:46], rows[40:46])] = 255
    texture = texture_of(np.asarray(attack, np.uint8))
    assert holds_alone(texture, (128, 128), Phase.CENTRE, (160, 160, 24, 24))
    assert not holds_alone(texture, (128, 128), Phase.CENTRE, (160, 160, 12, 24))
    assert not holds_alone(texture, (128, 128), Phase.CENTRE, (160, 160, 24, 12))
