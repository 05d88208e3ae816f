"""The pictures of a finished attack show its change as strongly as is useful."""

import numpy as np
import pytest

from app.jobs.attack_pictures_job import (
    CHANGE_SIDE,
    AttackPicturesJob,
    AttackPicturesOptions,
    amplified,
    suggested_gain,
)
from app.jobs.reduce_job import SIDE
from core.images.arrays import RGB
from core.progress import no_progress


@pytest.mark.parametrize(("level", "gain"), [(0, 256), (1, 64), (2, 32), (16, 4), (63, 2), (64, 1), (200, 1)])
def test_the_suggested_gain_is_the_largest_that_clips_next_to_nothing(level: float, gain: int) -> None:
    assert suggested_gain(np.full((4, 4, 3), -level, np.float32)) == gain


def test_small_pictures_keep_their_size_and_every_difference(chelsea: RGB) -> None:
    changed = chelsea.copy()
    changed[::8, ::8] = np.where(changed[::8, ::8] > 127, changed[::8, ::8] - 10, changed[::8, ::8] + 10)
    made = AttackPicturesJob(AttackPicturesOptions(changed, chelsea)).run(no_progress)
    assert made.image is changed
    assert made.change is not None
    assert np.array_equal(made.change, changed.astype(int) - chelsea)
    assert np.array_equal(amplified(made.change, 8), 128 + 8 * (changed.astype(int) - chelsea))


def test_large_pictures_are_averaged_without_rounding() -> None:
    source = np.full((SIDE * 2, 6 * 8, 3), 100, np.uint8)
    image = source.copy()
    image[::6, :, 1] = 103
    made = AttackPicturesJob(AttackPicturesOptions(image, source)).run(no_progress)
    assert made.image.shape == (SIDE, 24, 3)
    assert made.change is not None
    assert made.change.shape == (CHANGE_SIDE, 8, 3)
    assert np.allclose(made.change, [0, 0.5, 0])
    assert np.array_equal(amplified(made.change, 64)[0, 0], [128, 160, 128])


def test_strong_differences_are_clipped_not_wrapped() -> None:
    change = np.array([[[-100.0, 100.0, 0.4]]], np.float32)
    assert np.array_equal(amplified(change, 4)[0, 0], [0, 255, 130])


def test_an_attack_image_of_another_size_has_no_difference(chelsea: RGB, coffee: RGB) -> None:
    made = AttackPicturesJob(AttackPicturesOptions(chelsea, coffee)).run(no_progress)
    assert made.change is None
