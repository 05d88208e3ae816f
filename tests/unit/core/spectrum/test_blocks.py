"""Images enlarged by repeating pixels are told from photographs and from attacks."""

import cv2
import numpy as np
import pytest

from core.images.arrays import RGB
from core.spectrum.blocks import has_few_levels, is_enlarged_by_repeating
from tests.support.pictures import picture


def enlarged(image: RGB, factor: float, interpolation: int = cv2.INTER_NEAREST) -> RGB:
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=interpolation), np.uint8)


@pytest.mark.parametrize("factor", [2, 2.6, 3, 4.7])
@pytest.mark.parametrize("name", ["coffee.png", "astronaut.png"])
def test_blocks_are_recognised(name: str, factor: float) -> None:
    assert is_enlarged_by_repeating(enlarged(picture(name)[100:250, 100:260], factor))


@pytest.mark.parametrize(
    "name",
    ["coffee.png", "astronaut.png", "chelsea.png", "rocket.jpg", "grass.png", "page.png", "camera.png"],
)
def test_photographs_are_not(name: str) -> None:
    assert not is_enlarged_by_repeating(picture(name))
    assert not is_enlarged_by_repeating(enlarged(picture(name)[50:150, 50:150], 3, cv2.INTER_CUBIC))


def test_scikit_image_s_moon_was_enlarged_twofold() -> None:
    assert is_enlarged_by_repeating(picture("moon.png"))


def test_an_attack_on_a_smooth_image_is_not() -> None:
    smooth = np.asarray(cv2.GaussianBlur(picture("coffee.png"), (0, 0), 6), np.uint8).copy()
    smooth[4::8, 4::8] = cv2.resize(picture("chelsea.png"), (75, 50), interpolation=cv2.INTER_AREA)
    assert not is_enlarged_by_repeating(smooth)


@pytest.mark.parametrize("shape", [(1, 1), (2, 50), (3, 3), (64, 64)])
def test_small_and_flat_images_are_not(shape: tuple[int, int]) -> None:
    assert not is_enlarged_by_repeating(np.full((*shape, 3), 9, np.uint8))


def test_dithered_images_have_few_levels_and_attacks_on_them_have_not() -> None:
    dots = np.where(picture("coffee.png") > 128, 255, 0).astype(np.uint8)
    assert has_few_levels(dots)
    assert has_few_levels(np.full((1, 1, 3), 7, np.uint8))
    assert not has_few_levels(picture("coffee.png"))
    dots[4::8, 4::8] = cv2.resize(picture("chelsea.png"), (75, 50), interpolation=cv2.INTER_AREA)
    assert not has_few_levels(dots)
