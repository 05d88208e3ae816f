"""A picture hidden in a corner: dropping the file frames the corner and shows what is hidden there."""

from pathlib import Path

import cv2
import numpy as np
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views.findings import FindingsView
from core.images import save_lossless
from core.images.arrays import RGB
from core.scaling.robust import area_output
from tests.support.drops import drop_files

CORNER = (512, 0, 512, 512)
"""x, y, width, height of what is rewritten."""


def local_attack(astronaut: RGB, hidden: RGB) -> RGB:
    """A portrait at 1024×1024 whose every eighth pixel in the upper right quarter is the hidden picture's."""
    attack = np.asarray(cv2.resize(astronaut, (1024, 1024), interpolation=cv2.INTER_CUBIC), np.uint8)
    attack[4:512:8, 516::8] = hidden
    return attack


def test_the_region_and_the_hidden_patch(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, astronaut: RGB, chelsea: RGB
) -> None:
    cat = area_output(chelsea, (64, 64))
    save_lossless(local_attack(astronaut, cat), tmp_path / "corner.png")
    assert drop_files(window, [tmp_path / "corner.png"])
    findings = window.view("findings")
    assert isinstance(findings, FindingsView)
    qtbot.waitUntil(lambda: findings.state == "report", timeout=30_000)
    images = findings.report.images
    assert findings.report.headline.badge.verdict == "attack"
    assert images.framed.isVisible()
    item = window.session.evidence.current
    assert item is not None
    assert item.inspection is not None
    assert item.inspection.region is not None
    assert overlap(item.inspection.region, CORNER) > 0.7
    qtbot.waitUntil(lambda: images.image.picture.frame_on_screen() is not None)
    images.enlarged.click()
    patch = images.scaled.pixels
    assert patch is not None
    assert max(patch.shape[:2]) < 80
    found = cv2.matchTemplate(patch, np.ascontiguousarray(cat[:60, 4:64]), cv2.TM_SQDIFF).min()
    assert found == 0


def overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> float:
    """Intersection over union of two rectangles."""
    width = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    height = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    both = max(0, width) * max(0, height)
    return both / (one[2] * one[3] + other[2] * other[3] - both)
