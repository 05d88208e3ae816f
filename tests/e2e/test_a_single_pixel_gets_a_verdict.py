"""An image of a single pixel is evidence like any other: it takes the last one's place, and is too small."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views.catalogue import VIEWS
from app.views.findings import FindingsView
from tests.support.drops import drop_files


@pytest.mark.parametrize("shape", [(1, 1), (3000, 1)], ids=["pixel", "line"])
def test_a_single_pixel_takes_the_place_of_what_was_open(
    qtbot: QtBot, window: MainWindow, astronaut_path: Path, tmp_path: Path, shape: tuple[int, int]
) -> None:
    path = tmp_path / "tiny.png"
    Image.fromarray(np.full((*shape, 3), 90, np.uint8)).save(path)
    findings = window.view("findings")
    assert isinstance(findings, FindingsView)
    assert drop_files(window, [astronaut_path])
    qtbot.waitUntil(lambda: findings.state == "report", timeout=30_000)
    assert drop_files(window, [path])
    qtbot.waitUntil(lambda: "too" in findings.report.headline.summary.text(), timeout=30_000)
    assert f"{shape[1]}×{shape[0]}" in findings.report.headline.summary.text()
    current = window.session.evidence.current
    assert current is not None
    assert current.evidence.name == "tiny.png"
    assert current.error is None
    for view in VIEWS:
        window.show_view(view.id)
        qtbot.wait(30)
    qtbot.waitUntil(lambda: not window.session.jobs.is_busy, timeout=30_000)
