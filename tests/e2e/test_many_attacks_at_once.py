"""Folders of sources and targets become a folder of attacks with a manifest, all settings from the form."""

import csv
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views.craft import CraftView
from app.views.craft.batch_dialog import BatchDialog
from core.images import read_evidence, save_lossless
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output

PIPELINE = Pipeline("pillow", "nearest", (48, 48))


def test_every_pair_is_crafted_and_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, astronaut: RGB, coffee: RGB, chelsea: RGB
) -> None:
    for folder, pictures in (
        ("covers", (astronaut, coffee)),
        ("hidden", (chelsea, astronaut[100:200, 200:300])),
    ):
        (tmp_path / folder).mkdir()
        for number, pixels in enumerate(pictures):
            save_lossless(pixels, tmp_path / folder / f"{number}.png")
    window.show_view("craft")
    view = window.view("craft")
    assert isinstance(view, CraftView)
    window.session.pipeline.set(PIPELINE)
    qtbot.mouseClick(view.run_bar.batch, Qt.MouseButton.LeftButton)
    dialog = window.findChild(BatchDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.sources.line, str(tmp_path / "covers"))
    qtbot.keyClicks(dialog.targets.line, str(tmp_path / "hidden"))
    qtbot.keyClicks(dialog.folder.line, str(tmp_path / "attacks"))
    with qtbot.waitSignal(dialog.ended, timeout=60_000):
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    with (tmp_path / "attacks" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["source"], row["target"]) for row in rows] == [
        (f"{source}.png", f"{target}.png") for source in (0, 1) for target in (0, 1)
    ]
    for row in rows:
        image = read_evidence(tmp_path / "attacks" / row["output"]).pixels
        target = area_output(read_evidence(tmp_path / "hidden" / row["target"]).pixels, PIPELINE.target_shape)
        assert np.abs(real_resize(image, PIPELINE).astype(int) - target).max() <= 1
    dialog.close()
