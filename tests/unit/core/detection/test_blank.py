"""Grids of dots of one colour, and the flattest payloads that are pictures all the same."""

import cv2
import numpy as np
import pytest

from core.detection import wording
from core.detection.blank import blank
from core.detection.inspection import inspect_image
from core.images.arrays import RGB
from tests.support.pictures import picture

SOURCE = (512, 512)
OUTPUT = (64, 64)


def flat() -> RGB:
    return np.full((*OUTPUT, 3), (250, 20, 20), np.uint8)


def noisy() -> RGB:
    return np.random.default_rng(1).integers(0, 256, (*OUTPUT, 3), dtype=np.uint8)


def test_one_colour_is_blank_and_one_word_is_not() -> None:
    word = flat()
    cv2.putText(word, "go", (20, 40), cv2.FONT_HERSHEY_SIMPLEX, 0.3, (220, 20, 20))
    assert blank(flat(), SOURCE, None)
    assert not blank(word, SOURCE, None)


def test_only_the_region_is_asked_and_its_halo_left_out() -> None:
    hidden = noisy()
    hidden[10:30, 20:40] = 255
    assert not blank(hidden, SOURCE, None)
    assert blank(hidden, SOURCE, ((20 - 2) * 8, (10 - 2) * 8, 24 * 8, 24 * 8))
    hidden[15, 25] = 0
    assert not blank(hidden, SOURCE, ((20 - 2) * 8, (10 - 2) * 8, 24 * 8, 24 * 8))


def test_a_region_at_the_edge_has_no_halo_there() -> None:
    hidden = noisy()
    hidden[:20, 44:] = 128
    assert blank(hidden, SOURCE, (42 * 8, 0, 22 * 8, 22 * 8))
    hidden[0, 63] = 0
    assert not blank(hidden, SOURCE, (42 * 8, 0, 22 * 8, 22 * 8))


@pytest.mark.parametrize("box", [(0, 0, 24, 24), (100, 100, 10, 10), (0, 0, 8, 512)])
def test_a_few_values_are_not_called_alike(box: tuple[int, int, int, int]) -> None:
    hidden = flat()[:3, :3] if box[3] == 24 else flat()
    assert not blank(hidden, (24, 24) if len(hidden) == 3 else SOURCE, box)


def test_a_grid_of_dots_is_suspicious_and_said_to_be_no_picture() -> None:
    dotted = picture("astronaut.png").copy()
    dotted[::8, ::8] = 255
    result = inspect_image(dotted)
    assert result.verdict == "suspicious"
    assert wording.BLANK in result.summary


def test_one_word_in_dots_of_another_colour_is_an_attack() -> None:
    words = np.full((64, 64, 3), 255, np.uint8)
    cv2.putText(words, "go", (20, 40), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (0, 0, 0))
    attack = picture("astronaut.png").copy()
    attack[::8, ::8] = words
    result = inspect_image(attack)
    assert result.verdict == "attack"
    assert wording.BLANK not in result.summary
