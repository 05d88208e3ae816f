"""Tiles in a row: one height for all pictures, whatever their own sizes."""

import pytest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from app.widgets.image_tile import ImageTile
from app.widgets.image_tile_row import ImageTileRow, common_box
from core.images.arrays import RGB
from core.scaling.robust import area_output


def test_the_smallest_whole_enlargement_rules_the_height() -> None:
    assert common_box([(896, 896), (224, 224)], (336, 250)) == (224, 250)
    assert common_box([(896, 896), (32, 32)], (336, 250)) == (224, 250)
    assert common_box([(896, 896), (500, 500)], (336, 250)) == (336, 250)


@pytest.mark.parametrize("width", [600, 820, 1500])
def test_a_large_image_is_drawn_as_high_as_its_output(qtbot: QtBot, astronaut: RGB, width: int) -> None:
    image, output = ImageTile("image"), ImageTile("output")
    image.set_image(astronaut)
    output.set_image(area_output(astronaut, (64, 64)))
    row = ImageTileRow((image, output))
    qtbot.addWidget(row)
    row.resize(width, 500)
    row.show()
    row.refresh()
    assert image.picture.drawn_shape() == output.picture.drawn_shape()
    assert output.picture.drawn_shape()[0] % 64 == 0


def test_the_row_can_become_narrower_than_its_pictures(qtbot: QtBot, astronaut: RGB) -> None:
    tiles = [ImageTile("one"), ImageTile("two"), ImageTile("three")]
    for tile in tiles:
        tile.set_image(astronaut)
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidget(ImageTileRow(tiles))
    area.setWidgetResizable(True)
    area.resize(1500, 500)
    area.show()
    assert tiles[0].picture.drawn_shape()[1] > 300
    area.resize(420, 500)
    assert tiles[0].picture.drawn_shape()[1] < 140
