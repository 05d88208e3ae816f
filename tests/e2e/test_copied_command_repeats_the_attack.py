"""The command that the Craft view copies makes, in a process of its own, the very same attack image."""

import shlex
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views.craft import CraftView
from core.images import read_evidence, save_lossless
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from tests.support.command_line import aliascope


def test_a_local_attack_on_two_pipelines(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, large_astronaut: RGB, chelsea_path: Path
) -> None:
    save_lossless(large_astronaut, tmp_path / "cover.png")
    window.show_view("craft")
    view = window.view("craft")
    assert isinstance(view, CraftView)
    window.session.pipeline.set(Pipeline("opencv", "bilinear", (96, 96)))
    view.inputs.take(read_evidence(tmp_path / "cover.png"), "source")
    view.inputs.take(read_evidence(chelsea_path), "target")
    view.form.attack.setCurrentIndex(view.form.attack.findData("local"))
    view.form.region.set_region((200, 100, 500, 600))
    view.form.goals.add_goal(Pipeline("pillow", "nearest", (64, 64)))
    view.form.epsilon.setValue(2.0)
    qtbot.mouseClick(view.run_bar.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.result is not None, timeout=60_000)
    qtbot.mouseClick(view.run_bar.copy, Qt.MouseButton.LeftButton)
    words = shlex.split(QGuiApplication.clipboard().text())
    out = tmp_path / "attack.png"
    done = aliascope(*(str(out) if word == "attack.png" else word for word in words[1:]))
    assert done.code == 0, done.err
    assert view.result is not None
    assert np.array_equal(read_evidence(out).pixels, view.result.image)
