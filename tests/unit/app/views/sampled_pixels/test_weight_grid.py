import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from app.views.sampled_pixels.heatmap import Scale
from app.views.sampled_pixels.weight_colours import scale_weights, weight_colours
from app.views.sampled_pixels.weight_grid import WeightGrid
from app.views.sampled_pixels.weight_legend import WeightLegend
from app.views.sampled_pixels.wording import figure
from app.widgets.colour_map import INFLUENCE_MAP, colour_table
from core.scaling.footprint import Footprint, footprint
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline


@pytest.fixture
def bicubic() -> Footprint:
    return footprint(operator_for(Pipeline("opencv", "bicubic", (56, 56)), (224, 224)), 20, 30)


@pytest.fixture
def grid(qtbot: QtBot, bicubic: Footprint) -> WeightGrid:
    widget = WeightGrid()
    qtbot.addWidget(widget)
    widget.resize(400, 400)
    widget.show_footprint(bicubic)
    return widget


@pytest.mark.parametrize("scale", list(Scale))
def test_colours_rise_with_the_weight_and_negative_ones_are_red(bicubic: Footprint, scale: Scale) -> None:
    colours = weight_colours(bicubic.weights, scale)
    peak = np.unravel_index(bicubic.weights.argmax(), bicubic.weights.shape)
    assert np.array_equal(colours[peak], colour_table(INFLUENCE_MAP)[-1])
    negative = bicubic.weights < 0
    assert negative.any()
    reds = colours[negative].astype(int)
    assert (reds[:, 0] > reds[:, 1] + 20).all()


def test_the_colours_of_small_weights_differ_by_scale() -> None:
    weights = np.array([1.0, 0.01, -0.01, 0.0])
    linear, logarithmic = weight_colours(weights, Scale.LINEAR), weight_colours(weights, Scale.LOGARITHMIC)
    table = colour_table(INFLUENCE_MAP).astype(int)
    assert np.array_equal(linear[1], table[3])
    assert np.array_equal(logarithmic[1], table[85])
    assert int(logarithmic[2].astype(int).sum()) > int(linear[2].astype(int).sum()) + 80
    assert np.array_equal(linear[[0, 3]], logarithmic[[0, 3]])


@pytest.mark.parametrize("scale", list(Scale))
def test_the_legend_shows_every_colour_there_is_and_says_what_red_is(
    qtbot: QtBot, bicubic: Footprint, scale: Scale
) -> None:
    legend = WeightLegend()
    qtbot.addWidget(legend)
    legend.show_weights(bicubic, scale)
    (_, least), (zero, nought), (end, largest) = legend.ticks
    assert least == f"{bicubic.weights.min():.3g}".replace("-", "−")
    assert (nought, end, largest) == ("0", 1.0, f"{bicubic.weights.max():.3g}")
    assert "red below zero" in legend.accessibleName()
    peak = np.abs(bicubic.weights).max()
    shown = scale_weights(bicubic.weights, scale, 256)
    assert shown[[0, -1]] == pytest.approx([bicubic.weights.min(), bicubic.weights.max()], rel=0.02)
    assert (np.diff(shown) >= 0).all()
    assert abs(np.searchsorted(shown, 0) / 256 - zero) < 0.01
    colours = weight_colours(shown, scale, float(peak)).astype(int)
    cells = weight_colours(bicubic.weights, scale).reshape(-1, 1, 3).astype(int)
    assert np.abs(cells - colours[None]).max(axis=2).min(axis=1).max() <= 4


def test_without_negative_weights_the_legend_has_no_red(qtbot: QtBot) -> None:
    legend = WeightLegend()
    qtbot.addWidget(legend)
    operator = operator_for(Pipeline("opencv", "area", (56, 56)), (224, 224))
    legend.show_weights(footprint(operator, 3, 3), Scale.LINEAR)
    assert legend.ticks == ((0.0, "0"), (1.0, "0.0625"))
    legend.show_weights(None, Scale.LINEAR)
    assert len(legend.ticks) == 0


def test_arrow_keys_reach_every_weight(grid: WeightGrid, bicubic: Footprint, qtbot: QtBot) -> None:
    assert grid.cell_words == ""
    with qtbot.waitSignal(grid.cell_chosen):
        qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert grid.cell == (2, 2)
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    x, y = bicubic.columns[1], bicubic.rows[1]
    assert grid.cell_words == f"source pixel {x}, {y}: weight {bicubic.weights[1, 1]:.4g}"
    qtbot.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert grid.cell == (3, 3)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.cell == (3, 3)


def test_the_chosen_cell_is_framed_and_forgotten_where_it_is_no_more(grid: WeightGrid) -> None:
    before = grid.grab().toImage()
    grid.choose(1, 2)
    assert grid.grab().toImage() != before
    operator = operator_for(Pipeline("opencv", "nearest", (56, 56)), (224, 224))
    grid.show_footprint(footprint(operator, 20, 30))
    assert grid.cell is None


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
