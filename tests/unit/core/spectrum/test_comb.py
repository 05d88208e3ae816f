"""The blind size estimate, on attacks made here by overwriting the sampled pixels."""

import cv2
import numpy as np
import pytest

from core.images.arrays import RGB
from core.progress import Cancelled
from core.spectrum.comb import estimate_sizes, is_echo
from core.spectrum.lattice import Phase, positions
from tests.support.pictures import picture


def overwritten(source: RGB, target_shape: tuple[int, int], phase: Phase, name: str = "chelsea.png") -> RGB:
    """`source` with a picture written on the lattice of a nearest pipeline."""
    height, width = target_shape
    target = cv2.resize(picture(name), (width, height), interpolation=cv2.INTER_AREA)
    attack = source.copy()
    rows = positions(source.shape[0], height, phase)
    columns = positions(source.shape[1], width, phase)
    attack[np.ix_(rows, columns)] = target
    return attack


def enlarged(name: str, shape: tuple[int, int]) -> RGB:
    return np.asarray(cv2.resize(picture(name), shape[::-1], interpolation=cv2.INTER_CUBIC), np.uint8)


@pytest.mark.parametrize("phase", [Phase.FLOOR, Phase.CENTRE])
@pytest.mark.parametrize(
    ("source", "target"),
    [
        ((896, 896), (224, 224)),
        ((700, 700), (224, 224)),
        ((900, 640), (224, 224)),
        ((512, 512), (32, 32)),
        ((600, 800), (96, 150)),
        ((480, 640), (224, 160)),
        ((555, 777), (100, 75)),
    ],
)
def test_the_exact_size_and_phase_are_found(
    source: tuple[int, int], target: tuple[int, int], phase: Phase
) -> None:
    best = estimate_sizes(overwritten(enlarged("astronaut.png", source), target, phase))[0]
    assert best.target_shape == target
    assert best.phase == phase
    assert best.contrast > -5  # above photographs


@pytest.mark.parametrize("name", ["astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg"])
def test_photographs_have_no_contrast_on_any_lattice(name: str) -> None:
    image = picture(name)
    assert estimate_sizes(image)[0].contrast < -10
    larger = enlarged(name, (image.shape[0] * 7 // 4, image.shape[1] * 7 // 4))
    assert estimate_sizes(larger)[0].contrast < -10


def test_blocks_of_an_enlarged_image_are_no_hidden_picture() -> None:
    small = picture("coffee.png")[100:300, 100:400]
    blocks = cv2.resize(small, None, fx=3.3, fy=3.3, interpolation=cv2.INTER_NEAREST)
    assert estimate_sizes(np.asarray(blocks, np.uint8))[0].contrast < -5


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (20, 20), (300, 10)])
def test_images_too_small_to_search_have_no_candidates(shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (*shape, 3), dtype=np.uint8)
    assert estimate_sizes(noise) == ()


def test_a_flat_image_has_no_candidates() -> None:
    assert estimate_sizes(np.full((200, 200, 3), 40, np.uint8)) == ()


def test_the_search_can_be_cancelled() -> None:
    def cancel(fraction: float, text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        estimate_sizes(picture("chelsea.png"), progress=cancel)


def test_a_known_size_and_its_echoes_are_left_out() -> None:
    image = overwritten(enlarged("astronaut.png", (960, 960)), (160, 160), Phase.CENTRE)
    assert estimate_sizes(image)[0].target_shape == (160, 160)
    for found in estimate_sizes(image, besides=(160, 160)):
        assert not any(is_echo(length, 160) for length in found.target_shape)
        assert found.contrast < 0


@pytest.mark.parametrize("length", [160, 159, 80, 320, 107])
def test_echoes_are_simple_ratios(length: int) -> None:
    assert is_echo(length, 160)
    assert not is_echo(128, 160)
    assert not is_echo(512, 35)


def test_the_first_size_is_the_same_whether_others_are_weighed_or_not() -> None:
    image = overwritten(picture("coffee.png"), (160, 160), Phase.CENTRE)
    assert estimate_sizes(image, most=1)[0] == estimate_sizes(image)[0]
