"""Sizes that are the first one's own echo."""

import pytest

from core.detection.further import related


@pytest.mark.parametrize("shape", [(224, 224), (223, 226), (112, 224), (448, 448), (228, 112)])
def test_echoes_are_related(shape: tuple[int, int]) -> None:
    assert related(shape, (224, 224))


@pytest.mark.parametrize("shape", [(96, 96), (299, 299), (224, 160), (300, 224)])
def test_other_sizes_are_not(shape: tuple[int, int]) -> None:
    assert not related(shape, (224, 224))
