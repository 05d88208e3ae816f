"""The pictures of a finished attack show its change as strongly as eight bits allow."""

import numpy as np
import pytest

from app.jobs.attack_pictures_job import AttackPicturesJob, AttackPicturesOptions, difference_gain
from app.jobs.reduce_job import SIDE
from core.images.arrays import RGB
from core.progress import no_progress


@pytest.mark.parametrize(("largest", "gain"), [(0, 64), (1, 64), (2, 32), (16, 4), (63, 2), (64, 1)])
def test_the_gain_is_the_largest_that_clips_nothing(largest: float, gain: int) -> None:
    assert difference_gain(largest) == gain
    assert gain == 1 or gain * largest <= 127


def test_small_pictures_keep_their_size_and_every_difference(astronaut: RGB) -> None:
    changed = astronaut.copy()
    changed[::8, ::8] = np.where(changed[::8, ::8] > 127, changed[::8, ::8] - 10, changed[::8, ::8] + 10)
    made = AttackPicturesJob(AttackPicturesOptions(changed, astronaut, 10)).run(no_progress)
    assert made.image is changed
    assert made.gain == 8
    expected = 128 + 8 * (changed.astype(int) - astronaut)
    assert np.array_equal(made.difference, expected)


def test_large_pictures_are_averaged_first() -> None:
    source = np.full((SIDE * 2, 8, 3), 100, np.uint8)
    image = source.copy()
    image[::2] = 104
    made = AttackPicturesJob(AttackPicturesOptions(image, source, 4)).run(no_progress)
    assert made.image.shape == made.difference.shape == (SIDE, 4, 3)
    assert np.all(made.difference == 128 + 16 * 2)
