"""Signs lie in the middle of the target, whatever its size and whatever is behind them."""

import numpy as np
import pytest

from core.attacks.sign_target import GREY, drawing_side, sign_target
from core.images.arrays import RGB

SHAPES = [(32, 32), (224, 224), (48, 320), (299, 150)]


def disc(side: int) -> RGB:
    """A red disc on nothing, RGBA."""
    y, x = np.mgrid[:side, :side] - (side - 1) / 2
    drawing = np.zeros((side, side, 4), np.uint8)
    drawing[np.hypot(x, y) < side / 2] = (200, 10, 10, 255)
    return drawing


@pytest.mark.parametrize("shape", SHAPES)
def test_the_sign_is_round_and_centred(shape: tuple[int, int]) -> None:
    target = sign_target(disc(drawing_side(shape)), shape)
    assert target.shape == (*shape, 3)
    assert tuple(target[shape[0] // 2, shape[1] // 2]) == (200, 10, 10)
    assert tuple(target[0, 0]) == (GREY, GREY, GREY)
    red = target[..., 0].astype(int) > target[..., 1].astype(int) + 95
    rows, columns = np.flatnonzero(red.any(axis=1)), np.flatnonzero(red.any(axis=0))
    assert abs((rows[-1] - rows[0]) - (columns[-1] - columns[0])) <= 1
    assert abs(rows[0] + rows[-1] + 1 - shape[0]) <= 1
    assert abs(columns[0] + columns[-1] + 1 - shape[1]) <= 1


def test_the_scene_shows_around_it_out_of_focus(chelsea: RGB) -> None:
    shape = (100, 150)
    nothing = np.zeros((drawing_side(shape),) * 2 + (4,), np.uint8)
    target = sign_target(nothing, shape, chelsea).astype(float)
    assert abs(target.mean() - chelsea.mean()) < 3
    assert (
        np.abs(np.diff(target, axis=1)).mean()
        < 0.5 * np.abs(np.diff(chelsea[::3, ::3].astype(float), axis=1)).mean()
    )


def test_a_drawing_of_another_size_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="expected a drawing"):
        sign_target(disc(10), (32, 32))
