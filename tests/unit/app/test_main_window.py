"""The window: what is enabled when, what is restored, how it goes."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDockWidget, QScrollArea, QToolBar, QToolButton
from pytestqt.qtbot import QtBot

from app.actions import ACTIONS
from app.commands import Commands
from app.dialogs.bug import BugDialog
from app.dialogs.shortcuts import ShortcutsDialog
from app.jobs import Job
from app.main_window import MainWindow
from app.models import Session
from app.settings import Settings
from app.theme import DARK, LIGHT, apply_theme, tokens
from app.views.catalogue import VIEWS
from core.images import evidence_from_pixels
from core.progress import Progress


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def window(qtbot: QtBot, settings: Settings) -> Iterator[MainWindow]:
    shown = MainWindow(Session(), settings)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown
    shown.close()
    qtbot.waitUntil(lambda: not shown.session.jobs.is_busy, timeout=10_000)


def action(window: MainWindow, key: str) -> QAction:
    found = window.findChild(QAction, f"action_{key}")
    assert isinstance(found, QAction)
    return found


def enabled(window: MainWindow) -> set[str]:
    return {spec.id for spec in ACTIONS if action(window, spec.id).isEnabled()}


def test_every_action_has_a_handler(window: MainWindow, settings: Settings) -> None:
    handlers = Commands(window.session, settings, window, window).handlers
    assert set(handlers) == {spec.id for spec in ACTIONS}


def test_actions_are_enabled_when_they_can_do_something(window: MainWindow) -> None:
    always = {spec.id for spec in ACTIONS if not spec.needs}
    assert enabled(window) == always
    window.session.evidence.add(evidence_from_pixels(np.zeros((40, 40, 3), np.uint8), "made"))
    assert enabled(window) == always | {spec.id for spec in ACTIONS if spec.needs == "evidence"}


def test_tooltips_name_the_shortcut(window: MainWindow) -> None:
    assert action(window, "open").toolTip() == "Open images and inspect them (Ctrl+O)"


def test_everything_in_the_toolbar_has_a_name_and_takes_the_focus(window: MainWindow) -> None:
    bar = window.findChild(QToolBar)
    assert bar is not None
    buttons = [button for button in bar.findChildren(QToolButton) if button.defaultAction()]
    assert [button.accessibleName() for button in buttons] == [
        *("Open", "Paste", "Inspect", "Detect and sanitize", "Craft", "Export report")
    ]
    assert all(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in buttons)


def test_the_toolbar_fits_a_small_screen(window: MainWindow) -> None:
    bar = window.findChild(QToolBar)
    assert bar is not None
    assert bar.sizeHint().width() <= 1280


def test_the_empty_window_gives_way_to_the_views(window: MainWindow) -> None:
    assert window.drop_zone.isVisible()
    item = window.session.evidence.add(evidence_from_pixels(np.zeros((40, 40, 3), np.uint8), "made"))
    assert window.tabs.isVisible()
    assert window.windowTitle().startswith("made")
    window.session.evidence.remove(item)
    assert window.drop_zone.isVisible()
    assert window.windowTitle() == "Aliascope"


@pytest.mark.parametrize("spec", VIEWS, ids=lambda spec: spec.id)
def test_every_view_opens_without_evidence(window: MainWindow, spec: object, qtbot: QtBot) -> None:
    key = spec.id  # type: ignore[attr-defined]
    action(window, f"view_{key}").trigger()
    assert window.tabs.current_key == key
    assert window.view(key).isVisible()
    qtbot.waitUntil(lambda: not window.session.jobs.is_busy, timeout=10_000)


def test_a_message_shows_until_something_else_is_opened(window: MainWindow) -> None:
    window.session.messages.error("x.png is empty; get it again.")
    assert window.messages.text == "x.png is empty; get it again."
    window.session.evidence.add(evidence_from_pixels(np.zeros((40, 40, 3), np.uint8), "made"))
    assert window.messages.text == ""


def test_a_bug_opens_a_dialog_and_the_window_goes_on(window: MainWindow) -> None:
    window.session.messages.bug_found.emit(RuntimeError("broken inside"))
    dialog = window.findChild(BugDialog)
    assert dialog is not None
    assert "broken inside" in dialog.report
    assert not dialog.isModal()
    dialog.close()


def test_the_shortcuts_open(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(ShortcutsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()


def test_a_chosen_theme_is_remembered(qapp: QApplication, window: MainWindow, settings: Settings) -> None:
    window.choose_theme("dark")
    assert tokens() is DARK
    window.choose_theme("light")
    assert tokens() is LIGHT
    assert settings.get("theme") == "light"
    apply_theme(qapp, "light")


def test_size_and_panels_are_restored(qtbot: QtBot, settings: Settings) -> None:
    first = MainWindow(Session(), settings)
    qtbot.addWidget(first)
    first.show()
    first.resize(780, 640)  # the offscreen screen has 800 pixels
    first.facts_dock.hide()
    first.close()
    second = MainWindow(Session(), settings)
    qtbot.addWidget(second)
    second.show()
    assert second.size() == QSize(780, 640)
    assert not second.facts_dock.isVisible()
    assert second.evidence_dock.isVisible()
    second.close()


def test_panels_can_be_toggled_from_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    dock = window.findChild(QDockWidget, "dock_facts")
    assert dock is not None
    qtbot.keyClick(window, Qt.Key.Key_F10)
    assert not dock.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F10)
    assert dock.isVisible()


class Endless(Job):
    """Works until it is cancelled."""

    def __init__(self) -> None:
        super().__init__("endless")

    def run(self, progress: Progress) -> None:
        while True:
            progress(0.5, "")


def test_closing_hides_at_once_and_ends_the_job_and_the_worker(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    session.worker.start()
    job = Endless()
    session.jobs.start(job)
    with qtbot.waitSignal(job.cancelled, timeout=5000):
        window.close()
        assert not window.isVisible()
    qtbot.waitUntil(lambda: session.worker.pid is None, timeout=5000)
    assert not session.jobs.is_busy


def test_no_scroll_bar_comes_and_goes_with_the_text_beside_it(window: MainWindow, qtbot: QtBot) -> None:
    """It did, without end: at some heights the text fits with the bar and not without it, or the reverse."""
    for spec in VIEWS:
        action(window, f"view_{spec.id}").trigger()
    qtbot.waitUntil(lambda: not window.session.jobs.is_busy, timeout=10_000)
    areas = [area for area in window.findChildren(QScrollArea) if area.widgetResizable()]
    assert len(areas) > 3
    always = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
    assert [area for area in areas if area.verticalScrollBarPolicy() != always] == []
