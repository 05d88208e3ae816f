from pathlib import Path

import numpy as np
import pytest

from core.classification.dataset import read_signs
from core.classification.evaluate import main as evaluate
from core.classification.model import load_classifier
from core.classification.train import Training, train
from core.classification.train import main as train_command

# Keras 3 hands its variables to numpy 2 in the old way when it saves.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def test_the_commands_train_and_evaluate(
    unpacked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = str(unpacked)
    model = str(tmp_path / "own.keras")
    assert train_command([data, "-o", model, "--epochs", "1"]) == 0
    assert "epoch 1/1: loss" in capsys.readouterr().out
    assert not hasattr(load_classifier(Path(model)).network, "optimizer")
    assert evaluate([data, "--model", model]) == 0
    printed = capsys.readouterr().out
    assert "own.keras" in printed
    assert "images            10" in printed


def test_training_learns(packed: Path) -> None:
    signs = read_signs(packed, "train")
    lines: list[str] = []
    options = Training(epochs=40, width=4, learning_rate=0.01, label_smoothing=0)
    found = np.asarray(train(signs, options, lines.append)(signs.images.astype(np.float32), training=False))
    first, last = (float(lines[epoch].split("loss ")[1].split(",")[0]) for epoch in (1, options.epochs))
    assert last < first / 2
    assert (found.argmax(axis=1) == signs.labels).mean() > 0.8


def test_equal_seeds_give_equal_calibrated_models(packed: Path) -> None:
    signs = read_signs(packed, "train")
    lines: list[str] = []
    models = [train(signs, Training(epochs=1, width=4), lines.append) for _ in range(2)]
    found = [np.asarray(model(signs.images.astype(np.float32), training=False)) for model in models]
    assert (found[0] == found[1]).all()
    temperature = float(lines[-1].removeprefix("temperature "))
    assert models[0].get_layer("temperature").scale == pytest.approx(1 / temperature, rel=0.02)


def test_data_that_is_not_there_ends_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert train_command([str(tmp_path), "-o", str(tmp_path / "own.keras")]) == 2
    assert evaluate([str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("holds no GTSRB data") == 2


def test_an_output_of_another_kind_is_refused_before_the_work(
    packed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert train_command([str(packed), "-o", str(tmp_path / "own.h5")]) == 2
    captured = capsys.readouterr()
    assert "needs the suffix .keras" in captured.err
    assert "epoch" not in captured.out
