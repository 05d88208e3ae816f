"""A model file that is broken or holds code is refused with a sentence, and the old model stays in use."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.dialogs.model import ModelDialog
from app.main_window import MainWindow
from core.classification.backend import import_keras
from tests.support.command_line import aliascope
from tests.support.own_models import save_keras


def broken(folder: Path) -> Path:
    """The first half of a model."""
    file = save_keras(folder / "half.keras")
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    return file


def hostile(folder: Path) -> Path:
    """A model that would run code of its own."""
    keras = import_keras()
    layers = keras.layers
    return save_keras(
        folder / "hostile.keras",
        keras.Sequential([layers.Input((8, 8, 3)), layers.Lambda(lambda x: x[:, 0, 0])]),
    )


def test_the_window_says_why_and_goes_on(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.show_model_dialog()
    dialog = window.findChildren(ModelDialog)[-1]
    for file, word in ((broken(tmp_path), "half.keras is not a Keras"), (hostile(tmp_path), "holds code")):
        dialog.files.set_path(file)
        dialog.open_button.click()
        qtbot.waitUntil(lambda word=word: word in dialog.status.text(), timeout=60_000)  # type: ignore[misc]
        assert dialog.status.text().endswith(".")
        assert dialog.isVisible()
    assert window.session.classifier.choice is None
    dialog.close()


@pytest.mark.parametrize("make", [broken, hostile])
def test_the_command_line_says_why(make: object, astronaut_path: Path, tmp_path: Path) -> None:
    file = make(tmp_path)  # type: ignore[operator]
    done = aliascope("classify", astronaut_path, "--model", file, "--json")
    assert (done.code, done.out) == (2, "")
    lines = [line for line in done.err.splitlines() if line.startswith("aliascope: ")]
    assert len(lines) == 1
    assert file.name in lines[0]
