"""A model of the user's own is opened from the menu, asked about the evidence, and given up again."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from app import flows
from app.dialogs.model import ModelDialog
from app.main_window import MainWindow
from core.classification.labels import CLASS_NAMES, NO_SIGN_NAME
from core.images import save_lossless
from tests.support.own_models import COLOURS, HEIGHT, WIDTH, save_keras


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model that names the colour a picture has most of, its labels, and a red picture."""
    save_keras(tmp_path / "colours.keras")
    (tmp_path / "labels.txt").write_text("\n".join(COLOURS))
    noise = np.random.default_rng(0).integers(0, 60, (200, 240, 3)).astype(np.uint8)
    noise[..., 0] += 150
    save_lossless(noise, tmp_path / "red.png")
    return tmp_path


def opened_dialog(qtbot: QtBot, window: MainWindow) -> ModelDialog:
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    return window.findChildren(ModelDialog)[-1]


def answers(window: MainWindow) -> set[str]:
    item = window.session.evidence.current
    return {found[0].name for found in item.predictions.values()} if item is not None else set()


def test_an_own_model_is_asked(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    session = window.session
    flows.open_paths(session, [folder / "red.png"])
    qtbot.waitUntil(lambda: session.evidence.current is not None, timeout=30_000)
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=60_000)
    flows.sanitize_current(session)
    qtbot.waitUntil(lambda: len(answers(window)) > 0, timeout=120_000)
    assert answers(window) <= {*CLASS_NAMES, NO_SIGN_NAME}

    dialog = opened_dialog(qtbot, window)
    dialog.files.set_path(folder / "colours.keras")
    dialog.choose_labels(folder / "labels.txt")
    dialog.open_button.click()
    qtbot.waitUntil(lambda: session.classifier.choice is not None, timeout=60_000)
    qtbot.waitUntil(lambda: answers(window) == {"red"}, timeout=60_000)
    assert session.pipeline.pipeline.target_shape == (HEIGHT, WIDTH)
    assert "colours.keras is asked" in window.messages.text

    shipped = window.findChild(QAction, "action_shipped_model")
    assert shipped is not None
    shipped.trigger()
    qtbot.waitUntil(lambda: bool(answers(window)) and answers(window) != {"red"}, timeout=60_000)
    assert session.classifier.choice is None
