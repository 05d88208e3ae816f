"""The menu bar and the toolbar, built from the table of actions."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from app.actions import ACTIONS, MENUS, plain_text
from app.samples import samples
from app.theme import THEMES

TOOL_BAR: tuple[tuple[str, ...], ...] = (
    ("open", "paste"),
    ("inspect", "sanitize", "craft"),
    ("export_report",),
)
"""Ids of the actions in the toolbar; the pipeline picker stands between the first two groups."""

BAR_TEXTS = {spec.id: spec.bar_text for spec in ACTIONS if spec.bar_text}

ICON_ONLY = ("paste",)
"""What everybody knows by its picture; so that the bar fits a window of 1280 pixels."""


def build_menus(window: QMainWindow, actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """Fill the menu bar from `ACTIONS`; returns the menus by title."""
    menus = {}
    for title in MENUS:
        menu = window.menuBar().addMenu(title)
        menu.setToolTipsVisible(True)
        group = 0
        for spec in (spec for spec in ACTIONS if spec.menu == title):
            if spec.group != group:
                menu.addSeparator()
                group = spec.group
            menu.addAction(actions[spec.id])
        menus[title] = menu
    return menus


def add_sample_menu(menu: QMenu, before: QAction, open_sample: Callable[[str], None]) -> QMenu:
    """The submenu of bundled samples, put in front of `before`."""
    submenu = QMenu("Open sa&mple", menu)
    for sample in samples():
        action = submenu.addAction(sample.menu_title)
        action.triggered.connect(lambda _=False, key=sample.key: open_sample(key))
    submenu.setEnabled(not submenu.isEmpty())
    menu.insertMenu(before, submenu)
    return submenu


def add_theme_menu(menu: QMenu, before: QAction, current: str, choose: Callable[[str], None]) -> QActionGroup:
    """The submenu of themes, exclusive, put in front of `before`."""
    submenu = QMenu("&Theme", menu)
    group = QActionGroup(submenu)
    for key, title in THEMES:
        action = submenu.addAction(title)
        action.setCheckable(True)
        action.setChecked(key == current)
        action.triggered.connect(lambda _=False, key=key: choose(key))
        group.addAction(action)
    menu.insertMenu(before, submenu)
    menu.insertSeparator(before)
    return group


def build_tool_bar(actions: Mapping[str, QAction], picker: QWidget, inspect_menu: QMenu) -> QToolBar:
    """Open · Paste │ pipeline │ Inspect · Detect & sanitize · Craft │ Report."""
    bar = QToolBar("Toolbar")
    bar.setObjectName("tool_bar")
    bar.setMovable(False)
    bar.setIconSize(QSize(20, 20))
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    _add_group(bar, actions, TOOL_BAR[0])
    bar.addSeparator()
    bar.addWidget(picker)
    for group in TOOL_BAR[1:]:
        bar.addSeparator()
        _add_group(bar, actions, group)
    inspect = bar.widgetForAction(actions["inspect"])
    if isinstance(inspect, QToolButton):
        inspect.setMenu(inspect_menu)
        inspect.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
    bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return bar


def _add_group(bar: QToolBar, actions: Mapping[str, QAction], ids: tuple[str, ...]) -> None:
    for key in ids:
        action = actions[key]
        action.setIconText(BAR_TEXTS.get(key) or plain_text(action.text()))
        bar.addAction(action)
        button = bar.widgetForAction(action)
        button.setAccessibleName(plain_text(action.text()))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if key in ICON_ONLY and isinstance(button, QToolButton):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
