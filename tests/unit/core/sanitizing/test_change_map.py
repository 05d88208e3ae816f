"""The picture of what sanitizing changed."""

import numpy as np
import pytest

from core.progress import Cancelled
from core.sanitizing.change_map import change_map, colour_scale, place_on_scale


def grey(shape: tuple[int, int]) -> np.ndarray:
    return np.full((*shape, 3), 120, np.uint8)


def coloured(pixels: np.ndarray) -> np.ndarray:
    """Where the map shows a change: red is well above blue."""
    return np.asarray(pixels[..., 0].astype(int) > pixels[..., 2].astype(int) + 40)


def test_it_shows_exactly_the_changed_pixels_at_full_size() -> None:
    before = grey((20, 30))
    after = before.copy()
    after[3, 4, 1] += 1
    after[17, 29] = 255
    found = change_map(before, after, (20, 30))
    assert np.argwhere(coloured(found.pixels)).tolist() == [[3, 4], [17, 29]]
    assert found.largest == 135
    assert found.pixels[17, 29].sum() > found.pixels[3, 4].sum()


@pytest.mark.parametrize("change", [1, 16, 100, 255])
def test_the_scale_has_the_colour_of_every_change(change: int) -> None:
    before = np.zeros((4, 4, 3), np.uint8)
    after = before.copy()
    after[1, 2, 0] = change
    on_scale = colour_scale()[round(255 * place_on_scale(change))].astype(int)
    assert np.abs(change_map(before, after, (4, 4)).pixels[1, 2] - on_scale).max() <= 1


@pytest.mark.parametrize("shape", [(100, 150), (37, 61), (1, 1), (999, 1000)])
def test_no_change_gets_lost_in_a_small_picture(shape: tuple[int, int]) -> None:
    before = grey((1000, 1500))
    after = before.copy()
    after[::250, ::500, 2] = 0
    found = change_map(before, after, shape)
    assert found.pixels.shape == (*shape, 3)
    if shape == (1, 1):
        assert coloured(found.pixels).all()
    else:
        assert coloured(found.pixels).sum() == 12


def test_pictures_are_never_larger_than_the_image() -> None:
    assert change_map(grey((5, 6)), grey((5, 6)), (50, 60)).pixels.shape == (5, 6, 3)


def test_an_unchanged_image_is_all_grey_and_dimmed() -> None:
    found = change_map(grey((8, 8)), grey((8, 8)), (8, 8))
    assert found.largest == 0
    assert found.pixels.max() < 60
    assert np.ptp(found.pixels) == 0


def test_other_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="one size"):
        change_map(grey((8, 8)), grey((8, 9)), (8, 8))


def test_it_can_be_cancelled() -> None:
    def stop(fraction: float, text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        change_map(grey((8, 8)), grey((8, 8)), (8, 8), stop)
