"""The two themes: readable, complete, and icons that follow."""

from importlib.resources import files
from typing import get_type_hints

import numpy as np
import pyqtgraph
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT, Tokens, apply_theme, icon, set_icon, tokens
from app.theme.icons import app_icon, icon_pixmap

ICONS = sorted(
    file.name.removesuffix(".svg")
    for file in (files("resources") / "icons").iterdir()
    if file.name.endswith(".svg") and "currentColor" in file.read_text("utf-8")
)
TEXT_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: least contrast of text."""


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    levels = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(front: str, back: str) -> float:
    """Contrast ratio, 1..21."""
    bright, dark = sorted((luminance(front), luminance(back)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("text", ["text", "muted", "clean", "suspicious", "attack"])
@pytest.mark.parametrize("ground", ["window", "panel", "base"])
def test_text_is_readable(theme: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= TEXT_CONTRAST


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_selected_and_primary_text_is_readable(theme: Tokens) -> None:
    assert contrast(theme.text, theme.selection) >= TEXT_CONTRAST
    assert contrast(theme.on_accent, theme.accent) >= TEXT_CONTRAST


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_grounds_do_not_tint_an_image(theme: Tokens) -> None:
    for name in ("canvas", "base", "window"):
        colour = QColor(getattr(theme, name))
        levels = colour.red(), colour.green(), colour.blue()
        assert max(levels) - min(levels) <= 3


def test_every_colour_is_one() -> None:
    for theme in (LIGHT, DARK):
        for name in get_type_hints(Tokens):
            assert name == "name" or QColor(getattr(theme, name)).isValid()


@pytest.mark.parametrize(("choice", "expected"), [("light", LIGHT), ("dark", DARK)])
def test_applying_a_theme_changes_palette_and_plots(
    qapp: QApplication, choice: str, expected: Tokens
) -> None:
    apply_theme(qapp, choice)
    assert tokens() is expected
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(expected.window)
    assert expected.accent in qapp.styleSheet()
    assert pyqtgraph.getConfigOption("background") == expected.base
    assert pyqtgraph.getConfigOption("imageAxisOrder") == "row-major"


def test_the_system_theme_is_one_of_ours(qapp: QApplication) -> None:
    apply_theme(qapp, "system")
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert tokens() is (DARK if dark else LIGHT)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_in_the_colour_asked_for(name: str) -> None:
    image = icon_pixmap(name, "#ff0000", 24, 2.0).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    assert image.width() == 48
    drawn = [
        image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 200
    ]
    assert len(drawn) > 20
    assert all(colour.red() > 240 and colour.green() + colour.blue() < 20 for colour in drawn)


def rgb(colour: str) -> tuple[int, int, int]:
    """Levels of "#rrggbb"."""
    return QColor(colour).red(), QColor(colour).green(), QColor(colour).blue()


def colour_of(icon_: QIcon) -> tuple[int, int, int]:
    image = icon_.pixmap(24).toImage()
    colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    solid = max(colours, key=QColor.alpha)
    return solid.red(), solid.green(), solid.blue()


def test_icons_given_by_set_icon_follow_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, "light")
    button = QPushButton()
    qtbot.addWidget(button)
    set_icon(button, "stop")
    light = colour_of(button.icon())
    apply_theme(qapp, "dark")
    dark = colour_of(button.icon())
    assert light == pytest.approx(rgb(LIGHT.text), abs=3)
    assert dark == pytest.approx(rgb(DARK.text), abs=3)


@pytest.mark.usefixtures("qapp")
def test_an_unknown_icon_is_a_bug() -> None:
    with pytest.raises(FileNotFoundError):
        icon("nowhere")


@pytest.mark.usefixtures("qapp")
def test_the_application_has_an_icon_at_every_usual_size() -> None:
    assert {size.width() for size in app_icon().availableSizes()} >= {16, 32, 48, 256}
