"""Pictures hidden along the length of narrow images."""

import cv2
import numpy as np
import pytest

from core.images.arrays import RGB
from core.progress import Cancelled
from core.spectrum.lattice import Phase, positions
from core.spectrum.strips import search_strip, strip_texture
from tests.support.pictures import picture


def strip(name: str, shape: tuple[int, int]) -> RGB:
    """A piece of a photograph brought to such a length."""
    piece = picture(name)[120 : 120 + shape[0] * 2]
    return np.asarray(cv2.resize(piece, shape[::-1], interpolation=cv2.INTER_CUBIC), np.uint8)


def hidden(shape: tuple[int, int], length: int, phase: Phase) -> RGB:
    """A cat on the lines of a strip that scaling to `length` samples."""
    attack = strip("astronaut.png", shape)
    face = cv2.resize(picture("chelsea.png"), (length, shape[0]), interpolation=cv2.INTER_AREA)
    attack[:, positions(shape[1], length, phase)] = face
    return attack


@pytest.mark.parametrize("phase", [Phase.FLOOR, Phase.CENTRE])
@pytest.mark.parametrize(("shape", "length"), [((20, 3000), 224), ((30, 960), 160), ((8, 700), 96)])
def test_the_length_is_found_whichever_way_the_strip_lies(
    shape: tuple[int, int], length: int, phase: Phase
) -> None:
    attack = hidden(shape, length, phase)
    lying = search_strip(strip_texture(attack))
    standing = search_strip(strip_texture(np.ascontiguousarray(attack.transpose(1, 0, 2))))
    assert lying is not None
    assert standing is not None
    assert lying.target_shape == (shape[0], length)
    assert standing.target_shape == (length, shape[0])
    assert lying.phase == phase
    assert min(lying.significance, standing.significance) > 0


@pytest.mark.parametrize("name", ["astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg"])
def test_strips_of_photographs_are_quiet(name: str) -> None:
    found = search_strip(strip_texture(strip(name, (24, 900))))
    assert found is None or found.significance < -5


@pytest.mark.parametrize("shape", [(1, 900), (3, 400), (30, 32), (1, 1)])
def test_what_is_too_narrow_or_too_short_has_no_size(shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (*shape, 3), dtype=np.uint8)
    assert search_strip(strip_texture(noise)) is None


def test_a_flat_strip_has_no_size() -> None:
    assert search_strip(strip_texture(np.full((20, 900, 3), 90, np.uint8))) is None


def test_it_can_be_cancelled() -> None:
    def stop(fraction: float, text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        search_strip(strip_texture(hidden((20, 900), 100, Phase.CENTRE)), progress=stop)
