"""Sanitize twice, go back by the keyboard, save: the file, its record, and the evidence as it was."""

import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.models import EvidenceItem
from app.views.findings import FindingsView
from core.images import read_evidence
from core.sanitizing.catalogue import SANITIZERS
from core.scaling.robust import area_output
from tests.support.drops import drop_files

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def filter_of(item: EvidenceItem) -> str:
    return "" if item.sanitized is None else item.sanitized.filter


def is_filtered_by(item: EvidenceItem, filter_id: str) -> bool:
    return filter_of(item) == filter_id


def test_undo_redo_and_save(
    qtbot: QtBot, window: MainWindow, attack_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = attack_path.read_bytes()
    assert drop_files(window, [attack_path])
    findings = window.view("findings")
    assert isinstance(findings, FindingsView)
    qtbot.waitUntil(lambda: findings.state == "report", timeout=30_000)
    item = findings.item
    assert item is not None
    controls = findings.report.sanitized.controls
    for filter_id in ("median", "random"):
        controls.filter.setCurrentIndex([spec.id for spec in SANITIZERS].index(filter_id))
        qtbot.mouseClick(controls.run, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(partial(is_filtered_by, item, filter_id), timeout=30_000)
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert filter_of(item) == "median"
    assert findings.report.sanitized.redo.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert filter_of(item) == "random"
    target = tmp_path / "clean.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil((tmp_path / "clean.png.json").exists, timeout=30_000)
    record = json.loads((tmp_path / "clean.png.json").read_text("utf-8"))
    assert record["filter"] == "random"
    assert record["input"]["sha256"] == item.evidence.sha256
    saved = read_evidence(target).pixels
    assert item.sanitized is not None
    assert np.array_equal(saved, item.sanitized.pixels)
    assert not np.array_equal(area_output(saved, (224, 224)), area_output(item.evidence.pixels, (224, 224)))
    assert attack_path.read_bytes() == before
