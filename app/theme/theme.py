"""Puts a theme on the application."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from app.theme.icons import refresh_icons
from app.theme.plots import configure_plots_if_loaded
from app.theme.style_sheet import style_sheet
from app.theme.tokens import DARK, LIGHT, Tokens

THEMES: tuple[tuple[str, str], ...] = (("system", "Like the system"), ("light", "Light"), ("dark", "Dark"))
"""Id and title of every choice."""

_PROPERTY = "aliascopeTheme"
_BY_NAME = {"light": LIGHT, "dark": DARK}


def tokens() -> Tokens:
    """The colours in force. Ask again on `QEvent.PaletteChange`: the theme can change meanwhile."""
    app = QApplication.instance()
    return _BY_NAME.get(str(app.property(_PROPERTY)), LIGHT) if app is not None else LIGHT


def apply_theme(app: QApplication, choice: str) -> None:
    """Dress `app` in "light", "dark" or whichever of them the "system" uses.

    Widgets that draw themselves ask for `tokens` again on `QEvent.PaletteChange`.
    """
    chosen = _BY_NAME[_resolve(app, choice)]
    if app.property(_PROPERTY) is None:
        app.setStyle("Fusion")  # once: setting it again takes the style from under every widget's style sheet
    app.setProperty(_PROPERTY, chosen.name)
    app.setPalette(_palette(chosen))
    app.setStyleSheet(style_sheet(chosen))
    configure_plots_if_loaded(chosen)
    refresh_icons(app)


def _resolve(app: QApplication, choice: str) -> str:
    if choice != "system":
        return choice
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def _palette(chosen: Tokens) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    colours = {
        role.Window: chosen.window,
        role.WindowText: chosen.text,
        role.Base: chosen.base,
        role.AlternateBase: chosen.panel,
        role.ToolTipBase: chosen.panel,
        role.ToolTipText: chosen.text,
        role.Text: chosen.text,
        role.PlaceholderText: chosen.muted,
        role.Button: chosen.button,
        role.ButtonText: chosen.text,
        role.BrightText: chosen.attack,
        role.Light: chosen.hover,
        role.Midlight: chosen.panel,
        role.Mid: chosen.border,
        role.Dark: chosen.border,
        role.Shadow: chosen.canvas,
        role.Highlight: chosen.selection,
        role.HighlightedText: chosen.text,
        role.Link: chosen.accent,
        role.LinkVisited: chosen.accent,
        role.Accent: chosen.accent,
    }
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(group.Disabled, name, _blend(chosen.muted, chosen.window, 0.55))
    return palette


def _blend(front: str, back: str, share: float) -> QColor:
    one, two = QColor(front), QColor(back)
    rest = 1 - share
    return QColor.fromRgbF(
        one.redF() * share + two.redF() * rest,
        one.greenF() * share + two.greenF() * rest,
        one.blueF() * share + two.blueF() * rest,
    )
