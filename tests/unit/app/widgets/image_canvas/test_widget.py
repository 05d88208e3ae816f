import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.widgets.image_canvas import CanvasView, ImageCanvas, PointMark, RectMark
from core.images.arrays import RGB
from tests.support.screens import painted


@pytest.fixture
def canvas(qtbot: QtBot, astronaut: RGB) -> ImageCanvas:
    widget = ImageCanvas()
    qtbot.addWidget(widget)
    widget.resize(300, 200)
    widget.set_image(astronaut)
    return widget


@pytest.mark.parametrize("zoom", [0.33, 0.59, 1.0, 3.0])
def test_the_screen_shows_the_rendered_samples(canvas: ImageCanvas, zoom: float) -> None:
    canvas.zoom_to(zoom)
    samples = canvas.rendered()
    assert samples is not None
    assert np.array_equal(painted(canvas), samples)


def test_full_size_shows_the_pixels_themselves(canvas: ImageCanvas, astronaut: RGB) -> None:
    canvas.view.look_at(1, (256, 256))
    samples = canvas.rendered()
    assert samples is not None
    assert np.array_equal(samples, astronaut[156:356, 106:406])


def test_fit_follows_a_resize(canvas: ImageCanvas) -> None:
    before = canvas.zoom
    canvas.resize(600, 400)
    assert canvas.zoom > before
    canvas.zoom_to(1.0)
    canvas.resize(300, 200)
    assert canvas.zoom == 1.0


def test_wheel_zooms_at_the_mouse(canvas: ImageCanvas) -> None:
    canvas.zoom_to(1.0)
    held = canvas.placement().to_source((250, 40))
    spot = QPointF(250, 40)
    no_buttons, no_keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(spot, spot, QPoint(), QPoint(0, 120), no_buttons, no_keys, phase, False)
    QApplication.sendEvent(canvas, event)
    assert canvas.zoom == 2.0
    assert canvas.placement().to_source((250, 40)) == pytest.approx(held, abs=0.5)


def test_dragging_pans_and_is_no_click(canvas: ImageCanvas, qtbot: QtBot) -> None:
    canvas.view.look_at(1, (256, 256))
    with qtbot.assertNotEmitted(canvas.clicked):
        qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(150, 100))
        qtbot.mouseMove(canvas, QPoint(130, 90))
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(130, 90))
    assert canvas.view.centre == (276, 266)


def test_click_names_the_source_pixel(canvas: ImageCanvas, qtbot: QtBot) -> None:
    canvas.view.look_at(2, (256, 256))
    with qtbot.waitSignal(canvas.clicked) as signal:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(153, 100))
    assert signal.args == [257, 256]


def test_hovering_reports_the_pixel_of_the_source(canvas: ImageCanvas, qtbot: QtBot, astronaut: RGB) -> None:
    canvas.show()
    canvas.view.look_at(1, (256, 256))
    with qtbot.waitSignal(canvas.cursor_moved) as signal:
        qtbot.mouseMove(canvas, QPoint(10, 20))
    assert signal.args == [116, 176, tuple(int(value) for value in astronaut[176, 116])]


@pytest.mark.parametrize(
    ("key", "zoom"),
    [(Qt.Key.Key_Plus, 2.0), (Qt.Key.Key_Minus, 0.75), (Qt.Key.Key_1, 1.0), (Qt.Key.Key_0, None)],
)
def test_keys_zoom(canvas: ImageCanvas, qtbot: QtBot, key: Qt.Key, zoom: float | None) -> None:
    canvas.zoom_to(1.0)
    qtbot.keyClick(canvas, key)
    assert canvas.view.zoom == zoom


def test_arrow_keys_pan_and_other_keys_pass(canvas: ImageCanvas, qtbot: QtBot) -> None:
    canvas.view.look_at(1, (256, 256))
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.view.centre == (320, 320)


def test_linked_canvases_share_source_coordinates(qtbot: QtBot, astronaut: RGB) -> None:
    view = CanvasView()
    source, output = ImageCanvas(view=view), ImageCanvas(view=view)
    for widget in (source, output):
        qtbot.addWidget(widget)
        widget.resize(300, 200)
    small = np.ascontiguousarray(astronaut[::4, ::4])
    source.set_image(astronaut)
    output.set_image(small, extent=(512, 512))
    source.zoom_to(8.0)
    assert output.zoom == 8.0
    assert output.placement() == source.placement()
    assert output.pixel_at(5, 9) == tuple(int(value) for value in small[2, 1])
    assert source.pixel_at(512, 0) is None


def test_overlay_and_marks_are_drawn_over_the_image(canvas: ImageCanvas, astronaut: RGB) -> None:
    plain = painted(canvas)
    veil = np.zeros((*astronaut.shape[:2], 4), np.uint8)
    veil[..., 0] = veil[..., 3] = 255
    canvas.set_overlay(veil)
    canvas.set_overlay_opacity(0.5)
    half = painted(canvas).astype(int)
    assert np.abs(half - (plain + np.array([255.0, 0, 0])) / 2).max() <= 1.5
    canvas.set_overlay_opacity(0)
    assert np.array_equal(painted(canvas), plain)
    canvas.set_marks([RectMark(100, 100, 200, 200, "payload"), PointMark(30, 30)])
    assert not np.array_equal(painted(canvas), plain)


def test_empty_canvas_says_why(canvas: ImageCanvas) -> None:
    canvas.set_image(None)
    blank = canvas.grab().toImage()
    canvas.set_empty_text("Drop an image here.")
    assert canvas.rendered() is None
    assert canvas.grab().toImage() != blank


def test_blinking_keeps_what_was_computed(canvas: ImageCanvas, astronaut: RGB) -> None:
    other = np.ascontiguousarray(astronaut[::-1])
    first = canvas.rendered()
    canvas.set_image(other)
    assert canvas.rendered() is not first
    canvas.set_image(astronaut)
    assert canvas.rendered() is first
