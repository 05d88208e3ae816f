"""Saving as JPEG: asked first, with what it would cost, and nothing is written before the answer."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.views.craft import CraftView
from app.views.craft.lossy_dialog import LossyDialog
from core.images import read_evidence
from core.images.arrays import RGB
from core.scaling.real_calls import real_resize
from tests.support.crafting import PIPELINE, fill, finish


@pytest.fixture
def dialog(
    qtbot: QtBot,
    view: CraftView,
    astronaut: RGB,
    chelsea: RGB,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> LossyDialog:
    """The dialog after Save with a JPEG name, its first answer there."""
    fill(view, astronaut, chelsea)
    finish(qtbot, view)
    answer = (str(tmp_path / "attack.jpg"), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: answer)
    view.results.end.save.click()
    found = view.findChild(LossyDialog)
    assert found is not None
    qtbot.waitUntil(lambda: found.cost is not None)
    return found


def test_the_cost_is_shown_before_anything_is_written(dialog: LossyDialog, tmp_path: Path) -> None:
    assert list(tmp_path.iterdir()) == []
    assert dialog.cost is not None
    (goal,) = dialog.cost.goals
    assert f"up to {goal.max_error} grey levels" in dialog.words.text()
    assert "Quality 95" in dialog.words.text() or "quality 95" in dialog.words.text()
    assert dialog.after.pixels is goal.after
    dialog.reject()
    assert list(tmp_path.iterdir()) == []


def test_another_quality_is_another_cost(qtbot: QtBot, dialog: LossyDialog) -> None:
    assert dialog.cost is not None
    before = dialog.cost.goals[0].psnr
    dialog.quality.set_position(20)
    assert not dialog.lossy.isEnabled()
    qtbot.waitUntil(lambda: dialog.cost is not None and dialog.cost.quality == 30)
    assert dialog.cost.goals[0].psnr < before
    assert dialog.lossy.isEnabled()
    dialog.reject()


def test_the_file_is_the_one_that_was_tried(
    qtbot: QtBot, view: CraftView, dialog: LossyDialog, tmp_path: Path
) -> None:
    assert dialog.cost is not None
    shown = dialog.cost.goals[0].after
    with qtbot.waitSignal(view.session.messages.said):
        dialog.lossy.click()
    written = read_evidence(tmp_path / "attack.jpg").pixels
    assert np.abs(real_resize(written, PIPELINE).astype(int) - shown).max() <= 3  # decoders differ a little


def test_png_instead_never_replaces_a_file(
    qtbot: QtBot, view: CraftView, dialog: LossyDialog, tmp_path: Path
) -> None:
    (tmp_path / "attack.png").write_text("mine")
    with qtbot.waitSignal(view.session.messages.said):
        dialog.lossless.click()
    assert (tmp_path / "attack.png").read_text() == "mine"
    assert view.result is not None
    assert np.array_equal(read_evidence(tmp_path / "attack-2.png").pixels, view.result.image)


def test_an_attack_made_for_jpeg_is_tried_at_its_own_quality(
    qtbot: QtBot,
    view: CraftView,
    astronaut: RGB,
    chelsea: RGB,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(view, astronaut, chelsea)
    view.form.attack.setCurrentIndex(view.form.attack.findData("jpeg_aware"))
    view.form.options.set_values({"quality": 70, "steps": 2})
    finish(qtbot, view)
    assert "lossless" not in view.results.end.advice.text()
    assert "quality 70" in view.results.end.advice.text()
    answer = (str(tmp_path / "attack.jpg"), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: answer)
    view.results.end.save.click()
    dialog = view.findChild(LossyDialog)
    assert dialog is not None
    assert dialog.quality.value == 70
    dialog.reject()
