"""One click in the toolbar on an image with two hidden pictures: both are gone, by the real libraries."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolBar
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views.findings import FindingsView
from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.images import psnr, save_lossless
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from tests.support.drops import drop_files

FIRST, SECOND = Pipeline("opencv", "nearest", (64, 64)), Pipeline("pillow", "nearest", (90, 90))
OTHER = 15.0
"""PSNR in dB below which two pictures show different things."""


def by_opencv(image: RGB) -> RGB:
    return np.asarray(cv2.resize(image, (64, 64), interpolation=cv2.INTER_NEAREST), np.uint8)


def by_pillow(image: RGB) -> RGB:
    return np.asarray(Image.fromarray(image).resize((90, 90), Image.Resampling.NEAREST), np.uint8)


def shrunk(picture: RGB, side: int) -> RGB:
    return np.asarray(cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA), np.uint8)


@pytest.fixture
def two(tmp_path: Path, astronaut: RGB, chelsea: RGB) -> Path:
    """A portrait that is a cat for OpenCV at 64×64, and the cat upside down for Pillow at 90×90."""
    once = craft(attack_problem(astronaut, shrunk(chelsea, 64), FIRST)).image
    twice = craft(attack_problem(once, shrunk(chelsea[::-1], 90), SECOND)).image
    save_lossless(twice, tmp_path / "two.png")
    return tmp_path / "two.png"


def test_both_are_gone_after_one_click(qtbot: QtBot, window: MainWindow, two: Path, chelsea: RGB) -> None:
    assert drop_files(window, [two])
    findings = window.view("findings")
    assert isinstance(findings, FindingsView)
    qtbot.waitUntil(lambda: findings.state == "report", timeout=30_000)
    item = findings.item
    assert item is not None
    hidden = shrunk(chelsea, 64), shrunk(chelsea[::-1], 90)
    before = by_opencv(item.evidence.pixels), by_pillow(item.evidence.pixels)
    assert all(psnr(*pair) > OTHER for pair in zip(before, hidden, strict=True))

    bar = window.findChild(QToolBar)
    assert isinstance(bar, QToolBar)
    button = bar.widgetForAction(next(a for a in bar.actions() if "sanitize" in a.iconText()))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: item.recheck is not None, timeout=120_000)

    assert item.sanitized is not None
    after = by_opencv(item.sanitized.pixels), by_pillow(item.sanitized.pixels)
    robust = shrunk(item.evidence.pixels, 64), shrunk(item.evidence.pixels, 90)
    assert all(psnr(*pair) < OTHER for pair in zip(after, hidden, strict=True))
    assert all(psnr(*pair) > OTHER for pair in zip(after, robust, strict=True))
    assert len(item.sanitized.pipelines) == 2
    assert "Inspected again, no" in findings.report.sanitized.recheck.text()
    assert findings.report.sanitized.controls.scope.count() == 4
