"""What an analyst knows of the victim, applied to images of any size."""

import pytest

from core.detection.asked import Asked
from core.errors import AliascopeError
from core.scaling.pipeline import Pipeline


def test_it_makes_a_pipeline_of_an_image() -> None:
    assert Asked("opencv", "bilinear", (50, 60)).pipeline((300, 400)) == Pipeline(
        "opencv", "bilinear", (50, 60)
    )
    short = Asked("opencv", "bilinear", (100, 100), "short-edge").pipeline((300, 600))
    assert short.target_shape == (100, 200)


def test_a_tile_that_is_not_there_is_refused() -> None:
    tiles = Asked("opencv", "bilinear", (100, 100), "tiles", 40)
    with pytest.raises(AliascopeError, match=r"There is no tile 41: the rule tiles makes \d+ tiles"):
        tiles.pipeline((300, 300))


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        (Asked("opencv", "bilinear", (50, 60)), "opencv:bilinear:60x50"),
        (Asked("pillow", "nearest", (50, 50), "short-edge"), "pillow:nearest:50x50:short-edge"),
        (Asked("pillow", "nearest", (50, 50), "tiles", 2), "pillow:nearest:50x50:tiles:3"),
    ],
)
def test_different_questions_have_different_keys(asked: Asked, key: str) -> None:
    assert asked.key == key
