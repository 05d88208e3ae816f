"""Our own line icons: SVG drawn with `currentColor`, coloured here for the theme in force."""

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.theme.tokens import LIGHT, Tokens

SIZES = (16, 20, 24)
_PROPERTY = "aliascopeIcon"


def icon(name: str, colour: str | None = None) -> QIcon:
    """The icon `name` of resources/icons in `colour` ("#rrggbb"), or in the theme's text colour.

    It keeps its colour when the theme changes; use `set_icon` on buttons and actions to have it follow.
    Raises FileNotFoundError for an unknown name.
    """
    chosen = _tokens_in_force()
    faded = f"{chosen.muted}80"
    result = QIcon()
    for size in SIZES:
        for ratio in _device_ratios():
            result.addPixmap(_pixmap(name, colour or chosen.text, size, ratio), QIcon.Mode.Normal)
            result.addPixmap(_pixmap(name, faded, size, ratio), QIcon.Mode.Disabled)
    return result


def set_icon(target: QAction | QAbstractButton, name: str) -> None:
    """Give `target` the icon `name` and have it follow the theme."""
    target.setProperty(_PROPERTY, name)
    target.setIcon(icon(name))


def app_icon() -> QIcon:
    """The application's own icon, in its own colours."""
    result = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(_render(_source("aliascope"), size, 1.0))
    return result


def icon_pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """The icon as a pixmap of `size` logical pixels, crisp at device pixel `ratio`."""
    return _render(_source(name).replace("currentColor", colour), size, ratio)


def refresh_icons(app: QApplication) -> None:
    """Redraw every icon given by `set_icon` in the colours of the theme in force."""
    for widget in app.allWidgets():
        if isinstance(widget, QAbstractButton) and widget.property(_PROPERTY):
            widget.setIcon(icon(str(widget.property(_PROPERTY))))
        for action in widget.actions():
            if action.property(_PROPERTY):
                action.setIcon(icon(str(action.property(_PROPERTY))))


def _device_ratios() -> set[float]:
    """Plain and that of the sharpest screen; QIcon scales the larger one down for screens in between."""
    app = QGuiApplication.instance()
    return {1.0, app.devicePixelRatio()} if isinstance(app, QGuiApplication) else {1.0}


def _tokens_in_force() -> Tokens:
    from app.theme.theme import tokens

    return tokens() if QApplication.instance() is not None else LIGHT


@lru_cache(maxsize=1024)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    opacity = int(colour[7:9], 16) / 255 if len(colour) == 9 else 1.0
    return _render(_source(name).replace("currentColor", colour[:7]), size, ratio, opacity)


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _render(source: str, size: int, ratio: float, opacity: float = 1.0) -> QPixmap:
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(opacity)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
