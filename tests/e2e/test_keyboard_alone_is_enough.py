"""From opening to sanitizing without a mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views.catalogue import VIEWS
from app.views.findings import FindingsView

MOST_TABS = 80


def tab_to(qtbot: QtBot, window: MainWindow, there: Callable[[QWidget | None], bool]) -> QWidget:
    """Press Tab until the focus is where `there` says."""
    for _ in range(MOST_TABS):
        widget = QApplication.focusWidget()
        if widget is not None and there(widget):
            return widget
        qtbot.keyClick(widget or window, Qt.Key.Key_Tab)
    raise AssertionError("the focus never came there")


def test_open_walk_the_tabs_and_sanitize(
    qtbot: QtBot, window: MainWindow, attack_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(attack_path)], ""))
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    findings = window.view("findings")
    assert isinstance(findings, FindingsView)
    qtbot.waitUntil(lambda: findings.state == "report", timeout=30_000)
    for number, spec in enumerate(VIEWS, start=1):
        key = Qt.Key(Qt.Key.Key_0 + number)
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.tabs.current_key == spec.id
        qtbot.waitUntil(window.view(spec.id).isVisible)
    place = 1 + [spec.id for spec in VIEWS].index("findings")
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + place), Qt.KeyboardModifier.ControlModifier)
    pipelines = findings.report.pipelines.buttons
    chosen = tab_to(qtbot, window, lambda widget: widget in pipelines)
    qtbot.keyClick(chosen, Qt.Key.Key_Down)
    assert window.session.pipeline.pipeline == findings.report.pipelines.guesses[1].pipeline
    button = tab_to(qtbot, window, lambda widget: widget is findings.report.headline.sanitize)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: findings.report.sanitized.pictures.picture.pixels is not None, timeout=30_000)
    after = tab_to(
        qtbot, window, lambda widget: widget is findings.report.sanitized.pictures.buttons["after"]
    )
    qtbot.keyClick(after, Qt.Key.Key_Right)
    assert findings.report.sanitized.pictures.buttons["before"].isChecked()
    assert findings.item is not None
    assert findings.report.sanitized.pictures.picture.pixels is findings.item.evidence.pixels
