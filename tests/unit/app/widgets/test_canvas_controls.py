from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from app.widgets.canvas_controls import CanvasControls
from app.widgets.image_canvas import ImageCanvas
from core.images import RGB


def test_every_button_moves_the_canvas_and_the_zoom_is_told(qtbot: QtBot, astronaut: RGB) -> None:
    canvas = ImageCanvas()
    controls = CanvasControls(canvas)
    for widget in (canvas, controls):
        qtbot.addWidget(widget)
    canvas.resize(300, 300)
    canvas.set_image(astronaut)
    buttons = {button.accessibleName(): button for button in controls.findChildren(QToolButton)}
    percent = controls.findChild(QLabel)
    assert percent is not None
    for name, zoom in (("One image pixel per screen pixel", 1.0), ("Zoom in", 2.0), ("Zoom out", 1.0)):
        qtbot.mouseClick(buttons[name], Qt.MouseButton.LeftButton)
        assert canvas.zoom == zoom
        assert percent.text() == f"{100 * zoom:.0f} %"
    qtbot.mouseClick(buttons["Fit the image into the pane"], Qt.MouseButton.LeftButton)
    assert canvas.view.zoom is None
    assert percent.text() == f"{100 * canvas.zoom:.0f} %"
