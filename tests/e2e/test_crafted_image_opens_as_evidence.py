"""A crafted image opens as evidence with one click, and is found out."""

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views.craft import CraftView
from app.views.findings import FindingsView
from core.scaling.pipeline import Pipeline
from tests.support.drops import drop_files
from tests.support.pictures import picture_path

PIPELINE = Pipeline("opencv", "bilinear", (96, 96))


def test_files_dropped_on_the_wells_become_an_attack_that_inspection_finds(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show_view("craft")
    view = window.view("craft")
    assert isinstance(view, CraftView)
    window.session.pipeline.set(PIPELINE)
    assert drop_files(view.inputs.source_well, [picture_path("astronaut.png")])
    assert drop_files(view.inputs.target_well, [picture_path("chelsea.png")])
    qtbot.waitUntil(view.run_bar.start.isEnabled, timeout=10_000)
    assert window.session.evidence.items == ()
    qtbot.mouseClick(view.run_bar.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.result is not None, timeout=30_000)
    qtbot.mouseClick(view.results.end.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.evidence.current is not None, timeout=10_000)
    item = window.session.evidence.current
    assert item is not None
    assert view.result is not None
    assert np.array_equal(item.evidence.pixels, view.result.image)
    findings = window.view("findings")
    assert isinstance(findings, FindingsView)
    qtbot.waitUntil(lambda: findings.state == "report", timeout=30_000)
    assert findings.isVisible()
    assert findings.report.headline.badge.verdict == "attack"
    assert "96×96" in findings.report.headline.headline.text()
