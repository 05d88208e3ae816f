"""Which sizes count as second ones, and where they are looked for."""

import cv2
import numpy as np
import pytest

from core.detection.further import LEAST_DB, LEAST_RELATED_DB, further_guesses, is_second, related
from core.detection.scan import Sizes, whole_lead
from core.images.arrays import RGB, Shape
from core.progress import no_progress
from core.spectrum.comb import SizeCandidate, estimate_sizes
from core.spectrum.envelope import texture_of
from core.spectrum.lattice import Phase, positions
from tests.support.pictures import picture


@pytest.mark.parametrize("shape", [(224, 224), (223, 226), (112, 224), (448, 448), (228, 112)])
def test_echoes_are_related(shape: Shape) -> None:
    assert related(shape, (224, 224))


@pytest.mark.parametrize("shape", [(96, 96), (299, 299), (224, 160), (300, 224)])
def test_other_sizes_are_not(shape: Shape) -> None:
    assert not related(shape, (224, 224))


@pytest.mark.parametrize(
    ("shape", "least"), [((96, 96), LEAST_DB), ((112, 112), LEAST_RELATED_DB), ((448, 224), LEAST_RELATED_DB)]
)
def test_related_sizes_must_be_more_significant(shape: Shape, least: float) -> None:
    for significance, second in ((least - 0.1, False), (least, True)):
        size = SizeCandidate(shape, Phase.CENTRE, 0.0, 0.0, 0.0, significance)
        assert is_second(size, (224, 224)) == second


@pytest.mark.parametrize("shape", [(224, 224), (223, 226)])
def test_the_first_size_is_no_second_one(shape: Shape) -> None:
    assert not is_second(SizeCandidate(shape, Phase.CENTRE, 0.0, 0.0, 0.0, 40.0), (224, 224))


def overwritten(image: RGB, name: str, side: int, taps: int = 1) -> RGB:
    """The image with a picture on a square lattice, on so many pixels beside each other."""
    payload = cv2.resize(picture(name), (side, side), interpolation=cv2.INTER_AREA)
    attack = image.copy()
    rows, columns = (positions(length, side, Phase.CENTRE) for length in image.shape[:2])
    for down, right in np.ndindex(taps, taps):
        attack[np.ix_(rows + down, columns + right)] = payload
    return attack


def further_sizes(image: RGB) -> tuple[Shape, list[Shape]]:
    """The first size and those of the guesses at a second one."""
    texture = texture_of(image)
    lead = whole_lead(Sizes(texture, estimate_sizes(image, texture=texture, most=1)[0], ()))
    found = further_guesses(texture, lead, no_progress)
    return lead.target_shape, [guess.pipeline.target_shape for guess in found[:1]]


@pytest.mark.parametrize("second", [60, 90])
def test_a_second_picture_is_found_even_at_half_the_size(second: int) -> None:
    cover = np.asarray(cv2.resize(picture("coffee.png"), (720, 720), interpolation=cv2.INTER_AREA), np.uint8)
    attack = overwritten(overwritten(cover, "rocket.jpg", second), "chelsea.png", 120)
    first, others = further_sizes(attack)
    assert {first, *others} == {(120, 120), (second, second)}


@pytest.mark.parametrize(("side", "taps"), [(120, 1), (120, 2), (200, 2), (300, 1)])
def test_a_single_picture_has_no_second_size(side: int, taps: int) -> None:
    cover = np.asarray(cv2.resize(picture("coffee.png"), (720, 720), interpolation=cv2.INTER_AREA), np.uint8)
    first, others = further_sizes(overwritten(cover, "chelsea.png", side, taps))
    assert first == (side, side)
    assert others == []
