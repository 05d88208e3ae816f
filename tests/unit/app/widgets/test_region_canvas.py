"""A region is drawn with the mouse, moved and resized by keys, and stays inside the image."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.widgets.region_canvas import RegionCanvas, moved
from core.images.arrays import RGB

Modifier = Qt.KeyboardModifier


@pytest.fixture
def canvas(qtbot: QtBot, chelsea: RGB) -> RegionCanvas:
    """A picture of 451×300 that stands for 902×600 pixels, shown with an edge around it."""
    widget = RegionCanvas()
    qtbot.addWidget(widget)
    widget.resize(500, 400)
    widget.set_image(chelsea, extent=(902, 600))
    widget.show()
    return widget


def at(canvas: RegionCanvas, x: float, y: float) -> QPoint:
    """Where a source point is on the widget."""
    left, top = canvas.placement().to_device((x, y))
    return QPoint(round(left), round(top))


def drag(qtbot: QtBot, canvas: RegionCanvas, start: QPoint, end: QPoint) -> None:
    """Press, move, release."""
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)


def test_a_drag_in_any_direction_draws_in_source_pixels(qtbot: QtBot, canvas: RegionCanvas) -> None:
    with qtbot.waitSignal(canvas.region_drawn) as drawn:
        drag(qtbot, canvas, at(canvas, 500, 400), at(canvas, 100, 200))
    assert drawn.args is not None
    assert drawn.args[0] == pytest.approx((100, 200, 400, 200), abs=2)
    assert canvas.region == drawn.args[0]


def test_a_drag_beyond_the_edge_ends_there(qtbot: QtBot, canvas: RegionCanvas) -> None:
    drag(qtbot, canvas, at(canvas, 800, 500), QPoint(499, 399))
    assert canvas.region is not None
    x, y, width, height = canvas.region
    assert (x + width, y + height) == (902, 600)


def test_a_click_changes_nothing(qtbot: QtBot, canvas: RegionCanvas) -> None:
    canvas.show_region((10, 20, 30, 40))
    with qtbot.assertNotEmitted(canvas.region_drawn):
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 300, 300))
    assert canvas.region == (10, 20, 30, 40)


def test_arrows_move_shift_resizes_and_ctrl_hurries(qtbot: QtBot, canvas: RegionCanvas) -> None:
    canvas.show_region((10, 20, 30, 40))
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.region == (11, 20, 30, 40)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, Modifier.ShiftModifier)
    assert canvas.region == (11, 20, 30, 41)
    qtbot.keyClick(canvas, Qt.Key.Key_Left, Modifier.ControlModifier)
    assert canvas.region == (0, 20, 30, 41)
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.zoom > 0.5


def test_regions_stay_inside() -> None:
    assert moved((90, 90, 10, 10), (5, 5), (100, 100), resizing=False) == (90, 90, 10, 10)
    assert moved((90, 90, 10, 10), (5, 5), (100, 100), resizing=True) == (90, 90, 10, 10)
    assert moved((90, 90, 2, 2), (-16, -16), (100, 100), resizing=True) == (90, 90, 1, 1)
