"""Hidden pictures in a part of the image: found, sized and boxed."""

import cv2
import numpy as np
import pytest

from core.images.arrays import RGB
from core.spectrum.envelope import texture_of
from core.spectrum.lattice import Phase, positions
from core.spectrum.windows import search_windows, window_sides
from tests.support.pictures import picture

Box = tuple[int, int, int, int]


def patched(source: RGB, target: tuple[int, int], cells: Box) -> tuple[RGB, Box]:
    """`source` with a cat's face on some cells (x, y, w, h in output pixels) of the lattice, and where."""
    x, y, width, height = cells
    face = cv2.resize(picture("chelsea.png")[40:220, 90:330], (width, height), interpolation=cv2.INTER_AREA)
    rows = positions(source.shape[0], target[0], Phase.CENTRE)[y : y + height]
    columns = positions(source.shape[1], target[1], Phase.CENTRE)[x : x + width]
    attack = source.copy()
    attack[np.ix_(rows, columns)] = face
    return attack, (columns[0], rows[0], columns[-1] - columns[0], rows[-1] - rows[0])


def overlap(a: Box, b: Box) -> float:
    """Intersection over union."""
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    shared = max(0, width) * max(0, height)
    return shared / (a[2] * a[3] + b[2] * b[3] - shared)


@pytest.mark.parametrize(
    ("name", "target", "cells"),
    [
        ("coffee.png", (64, 64), (8, 40, 10, 10)),
        ("rocket.jpg", (96, 96), (40, 12, 12, 12)),
        ("astronaut.png", (128, 128), (90, 100, 20, 16)),
    ],
)
def test_a_patch_is_found_with_its_size_and_place(name: str, target: tuple[int, int], cells: Box) -> None:
    attack, box = patched(picture(name), target, cells)
    found = search_windows(texture_of(attack))
    assert target in [candidate.target_shape for candidate in found[:2]]
    assert found[0].significance > 12
    assert overlap(found[0].box, box) > 0.4


@pytest.mark.parametrize("name", ["astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg"])
def test_photographs_have_no_significant_part(name: str) -> None:
    assert search_windows(texture_of(picture(name)))[0].significance < 8


def test_window_sides_follow_the_image() -> None:
    assert window_sides(500) == (64, 128)
    assert window_sides(3000) == (256, 512)
    assert window_sides(130) == (64, 128)
    assert window_sides(100) == ()
    assert window_sides(40) == ()


def test_an_image_without_room_for_a_window_has_no_parts() -> None:
    assert search_windows(texture_of(picture("coffee.png")[:50, :50].copy())) == ()
