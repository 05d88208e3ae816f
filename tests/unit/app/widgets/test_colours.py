"""Colour maps and their legend."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.widgets.colour_bar import BAR_HEIGHT, ColourBar
from app.widgets.colour_map import INFLUENCE_MAP, SPECTRUM_MAP, colour_table


@pytest.mark.parametrize("name", [INFLUENCE_MAP, SPECTRUM_MAP])
def test_maps_grow_lighter_throughout(name: str) -> None:
    table = colour_table(name).astype(float)
    lightness = table @ [0.2126, 0.7152, 0.0722]
    assert table.shape == (256, 3)
    assert (np.diff(lightness[::8]) > 0).all()


def test_the_bar_shows_the_whole_map_and_names_its_ends(qtbot: QtBot) -> None:
    bar = ColourBar(INFLUENCE_MAP)
    qtbot.addWidget(bar)
    bar.resize(256, 40)
    bar.set_ticks((0.0, "0 %"), (1.0, "100 %"))
    image = bar.grab().toImage()
    for x in (10, 128, 245):
        colour = image.pixelColor(x, BAR_HEIGHT // 2)
        expected = colour_table(INFLUENCE_MAP)[x].astype(int)
        assert np.abs(np.array([colour.red(), colour.green(), colour.blue()]) - expected).max() <= 6
    assert bar.accessibleName() == "Colours from 0 % to 100 %"
