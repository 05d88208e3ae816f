"""What takes a part's alarm off: a frame, a lattice heard all over the image, a picture of its own tones."""

import cv2
import numpy as np

from core.images.arrays import RGB
from core.spectrum.envelope import texture_of
from core.spectrum.lattice import Phase, positions
from core.spectrum.patch import LocalCandidate, own_db, weigh_patch
from core.spectrum.rivals import said_all_over
from core.spectrum.windows import search_windows
from tests.support.pictures import picture

SHAPE = (64, 64)
BOX = (128, 128, 128, 128)
CANDIDATE = LocalCandidate(SHAPE, Phase.CENTRE, BOX)


def written(cells: slice) -> RGB:
    """A cat on some rows and columns of the 64×64 lattice of the astronaut."""
    attack = picture("astronaut.png").copy()
    rows = positions(512, SHAPE[0], Phase.CENTRE)[cells]
    face = cv2.resize(picture("chelsea.png"), (len(rows), len(rows)), interpolation=cv2.INTER_AREA)
    attack[np.ix_(rows, rows)] = face
    return attack


def blurred(pixels: float) -> RGB:
    """The astronaut without texture of its own."""
    return np.asarray(cv2.GaussianBlur(picture("astronaut.png"), (0, 0), pixels), np.uint8)


def test_a_patch_is_heard_where_it_is_and_an_image_full_of_it_everywhere() -> None:
    patch, full = texture_of(written(slice(16, 32))), texture_of(written(slice(None)))
    assert weigh_patch(patch, CANDIDATE).significance > 20
    assert said_all_over(patch, [CANDIDATE]) == 0
    assert said_all_over(full, [CANDIDATE]) > 15


def test_dots_that_follow_the_tones_are_no_picture_of_their_own() -> None:
    dotted = blurred(6)
    rows = positions(512, SHAPE[0], Phase.CENTRE)
    place = np.ix_(rows, rows)
    dotted[place] = np.where(dotted[place] > 127, 0, 255)
    assert own_db(texture_of(dotted), CANDIDATE) < -3
    assert own_db(texture_of(written(slice(16, 32))), CANDIDATE) == 0


def test_a_frame_is_no_part_that_speaks() -> None:
    framed = blurred(3)
    framed[0], framed[:, 0] = 255, 255
    framed[1], framed[:, 1] = 20, 20
    assert search_windows(texture_of(framed))[0].significance < 6
