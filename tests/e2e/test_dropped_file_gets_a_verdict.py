"""Dropping a file on the window leads to a verdict on screen, with the hidden image beside it."""

from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views.findings import FindingsView
from core.images.arrays import RGB
from core.scaling.robust import area_output
from tests.support.drops import drop_files


def test_an_attack_is_called_an_attack(
    qtbot: QtBot, window: MainWindow, attack_path: Path, chelsea: RGB
) -> None:
    assert drop_files(window, [attack_path])
    findings = window.view("findings")
    assert isinstance(findings, FindingsView)
    qtbot.waitUntil(lambda: findings.state == "report", timeout=30_000)
    headline = findings.report.headline
    assert headline.badge.isVisible()
    assert headline.badge.verdict == "attack"
    assert headline.headline.isVisible()
    assert "224×224" in headline.headline.text()
    assert "clean images" in headline.alarm.text()
    hidden = findings.report.images.scaled.pixels
    assert hidden is not None
    cat = area_output(chelsea, (224, 224)).astype(int)
    assert np.abs(hidden.astype(int) - cat).max() <= 2


def test_an_untouched_photograph_is_called_clean(
    qtbot: QtBot, window: MainWindow, astronaut_path: Path
) -> None:
    assert drop_files(window, [astronaut_path])
    findings = window.view("findings")
    assert isinstance(findings, FindingsView)
    qtbot.waitUntil(lambda: findings.state == "report", timeout=30_000)
    assert findings.report.headline.badge.verdict == "clean"
    assert "does not exclude" in findings.report.headline.limits.text()
    assert not findings.report.headline.save_hidden.isEnabled()
