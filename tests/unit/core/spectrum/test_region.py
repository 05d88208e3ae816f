"""How far what stands out on a lattice reaches."""

import cv2
import numpy as np

from core.spectrum.envelope import texture_of
from core.spectrum.lattice import Phase, positions
from core.spectrum.region import region_of
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
