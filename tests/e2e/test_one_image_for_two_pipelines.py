"""One crafted image shows a text to one library and another picture to a second one, at another size."""

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views.craft import CraftView
from core.images import evidence_from_pixels, read_evidence
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output
from tests.support.pictures import picture_path

# At 896 pixels they read no pixel in common, so that both can be served.
FIRST, SECOND = Pipeline("opencv", "bilinear", (96, 96)), Pipeline("pillow", "nearest", (64, 64))


def test_each_library_sees_its_own(qtbot: QtBot, window: MainWindow, large_astronaut: RGB) -> None:
    window.show_view("craft")
    view = window.view("craft")
    assert isinstance(view, CraftView)
    window.session.pipeline.set(FIRST)
    view.inputs.take(evidence_from_pixels(large_astronaut, "astronaut.png"), "source")
    view.inputs.target_panel.choose_kind("text")
    qtbot.keyClicks(view.inputs.target_panel.text, "GO LEFT")
    qtbot.mouseClick(view.form.goals.add, Qt.MouseButton.LeftButton)
    row = view.form.goals.rows[0]
    row.model.set(SECOND)
    row.read(picture_path("chelsea.png"))
    qtbot.waitUntil(lambda: row.target is not None and view.run_bar.start.isEnabled(), timeout=10_000)
    qtbot.mouseClick(view.run_bar.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.result is not None, timeout=60_000)
    result = view.result
    assert result is not None
    words = view.inputs.target_well.pixels
    assert words is not None
    cat = area_output(read_evidence(picture_path("chelsea.png")).pixels, SECOND.target_shape)
    for pipeline, target in ((FIRST, words), (SECOND, cat)):
        error = np.abs(real_resize(result.image, pipeline).astype(int) - target)
        assert error.max() <= 1
    view.results.model.goal.setCurrentIndex(1)
    shown = view.results.model.output.pixels
    assert shown is not None
    assert np.array_equal(shown, real_resize(result.image, SECOND))
    assert "2 of 2 pipelines" in view.results.end.summary.text()
