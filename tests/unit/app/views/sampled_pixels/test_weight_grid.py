import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from app.views.sampled_pixels.weight_grid import WeightGrid, figure, weight_colours
from app.widgets.colour_map import INFLUENCE_MAP, colour_table
from core.scaling.footprint import Footprint, footprint
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline


@pytest.fixture
def bicubic() -> Footprint:
    return footprint(operator_for(Pipeline("opencv", "bicubic", (56, 56)), (224, 224)), 20, 30)


def test_colours_rise_with_the_weight_and_negative_ones_are_red(bicubic: Footprint) -> None:
    colours = weight_colours(bicubic.weights)
    peak = np.unravel_index(bicubic.weights.argmax(), bicubic.weights.shape)
    assert np.array_equal(colours[peak], colour_table(INFLUENCE_MAP)[-1])
    negative = bicubic.weights < 0
    assert negative.any()
    reds = colours[negative].astype(int)
    assert (reds[:, 0] > reds[:, 1] + 20).all()


def test_a_cell_tells_its_pixel_and_weight(qtbot: QtBot, bicubic: Footprint) -> None:
    grid = WeightGrid()
    qtbot.addWidget(grid)
    grid.resize(400, 400)
    assert grid.cell_at(QPointF(200, 200)) is None
    grid.show_footprint(bicubic)
    rows, columns = bicubic.weights.shape
    assert grid.cell_at(QPointF(201, 201)) == (rows // 2, columns // 2)
    assert grid.cell_at(QPointF(1, 1)) is None
    weight = bicubic.weights[1, 2]
    expected = f"source pixel {bicubic.columns[2]}, {bicubic.rows[1]}: weight {weight:.4g}"
    assert grid.words_at(1, 2) == expected
    assert "4 × 4 weights" in grid.accessibleDescription()


def test_a_large_footprint_is_drawn_without_figures(qtbot: QtBot) -> None:
    operator = operator_for(Pipeline("opencv", "area", (4, 4)), (400, 400))
    grid = WeightGrid()
    qtbot.addWidget(grid)
    grid.resize(200, 200)
    grid.show_footprint(footprint(operator, 0, 0))
    image = grid.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(40, 160, 7) for y in range(40, 160, 7)}
    assert len(colours) == 1


def test_figures_keep_their_sign_and_never_claim_zero() -> None:
    assert [figure(weight) for weight in (0.25, -0.0248, 0.0, 3.2e-5, -4e-7)] == [
        "0.2500",
        "−0.0248",
        "0.0000",
        "3e−5",
        "−4e−7",
    ]
