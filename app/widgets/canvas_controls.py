"""Buttons for the zoom of a canvas, with the zoom in force."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from app.theme import set_icon
from app.widgets.image_canvas import ImageCanvas


class CanvasControls(QWidget):
    """Fit, 100 %, out and in; the keys in the tooltips work in the canvas itself."""

    def __init__(self, canvas: ImageCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._percent = QLabel()
        self._percent.setProperty("role", "muted")
        self._percent.setMinimumWidth(self.fontMetrics().horizontalAdvance("6400 %") + 8)
        buttons: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("fit", "Fit the image into the pane (0)", canvas.zoom_to_fit),
            ("actual-size", "One image pixel per screen pixel (1)", lambda: canvas.zoom_to(1.0)),
            ("zoom-out", "Zoom out (−)", canvas.zoom_out),
            ("zoom-in", "Zoom in (+)", canvas.zoom_in),
        )
        for icon, tip, act in buttons:
            row.addWidget(_button(icon, tip, act))
        row.addSpacing(4)
        row.addWidget(self._percent)
        canvas.zoom_changed.connect(self._show_zoom)
        self._show_zoom(canvas.zoom)

    def _show_zoom(self, zoom: float) -> None:
        self._percent.setText(f"{100 * zoom:.0f} %" if zoom >= 0.1 else f"{100 * zoom:.1f} %")


def _button(icon: str, tip: str, act: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setAutoRaise(True)
    set_icon(button, icon)
    button.setToolTip(tip)
    button.setAccessibleName(tip.partition(" (")[0])
    button.clicked.connect(act)
    return button
