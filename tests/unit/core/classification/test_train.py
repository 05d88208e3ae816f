from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from numpy.typing import NDArray

from core.classification.batches import Sampling
from core.classification.dataset import read_signs
from core.classification.evaluate import main as evaluate
from core.classification.fitting import train
from core.classification.labels import CLASS_NAMES, NO_SIGN, NO_SIGN_NAME
from core.classification.model import load_classifier
from core.classification.network import build_network
from core.classification.recipe import Training, no_sign_odds
from core.classification.signs import SignSet, joined
from core.classification.train import main as train_command
from core.classification.views import with_views
from tests.support.pictures import picture_path

# Keras 3 hands its variables to numpy 2 in the old way when it saves.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def _in_memory(network: Any, signs: SignSet) -> NDArray[np.float32]:
    return np.asarray(network(signs.images.astype(np.float32), training=False))


def test_the_commands_train_draw_and_evaluate(
    unpacked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    for name in ("astronaut.png", "coffee.png"):
        (photos / name).write_bytes(picture_path(name).read_bytes())
    data, model = str(unpacked), str(tmp_path / "own.keras")
    train_options = ["--epochs", "1", "--finishing", "1", "--photos", str(photos)]
    assert train_command([data, "-o", model, *train_options]) == 0
    printed = capsys.readouterr().out
    assert "epoch 1/1: loss" in printed
    assert "finishing epoch 1/1" in printed
    assert "of 40 pictures refused" in printed
    for name in ("own-curves.svg", "own-confusion.svg"):
        ElementTree.parse(tmp_path / name)
    assert not hasattr(load_classifier(Path(model)).network, "optimizer")
    assert load_classifier(tmp_path / "own-latest.keras").labels == (*CLASS_NAMES, NO_SIGN_NAME)
    more = ["--confusion", str(tmp_path / "test.svg"), "--libraries", "--photos", str(photos)]
    assert evaluate([data, "--model", model, *more]) == 0
    printed = capsys.readouterr().out
    assert "own.keras" in printed
    assert "images            10" in printed
    assert "tensorflow area" in printed
    assert "apart at most" in printed
    assert "of 20 crops called a sign" in printed
    ElementTree.parse(tmp_path / "test.svg")


def test_training_goes_on_from_a_model(packed: Path) -> None:
    signs = read_signs(packed, "train")
    first = build_network(width=4)
    idle = Training(epochs=1, finishing=0, width=4, learning_rate=0.0, weight_decay=0.0, head_only=True)
    second = train(signs, idle, lambda _: None, start=first).network
    images = signs.images.astype(np.float32)
    odds = np.asarray(with_views(first)(images, training=False))
    found = np.log(np.asarray(second(images, training=False)))
    scale = second.get_layer("temperature").scale
    # Probabilities say logits up to a constant and the temperature.
    assert found - found[:, :1] == pytest.approx((odds - odds[:, :1]) * scale, abs=1e-3)


def test_training_learns_signs_and_what_is_none(packed: Path) -> None:
    signs = read_signs(packed, "train")
    noise = np.random.default_rng(0).integers(0, 256, (24, 32, 32, 3)).astype(np.uint8)
    negatives = SignSet(noise, np.full(24, NO_SIGN), np.arange(24))
    options = Training(
        epochs=40,
        finishing=0,
        width=4,
        learning_rate=0.01,
        label_smoothing=0,
        sampling=Sampling(no_sign=0.3),
    )
    trained = train(joined(signs, negatives), options, lambda _: None)
    assert trained.epochs[-1].training_loss < trained.epochs[0].training_loss / 2
    assert (_in_memory(trained.network, signs).argmax(axis=1) == signs.labels).mean() > 0.8
    found = _in_memory(trained.network, negatives)
    assert found.shape == (24, NO_SIGN + 1)
    assert (found.argmax(axis=1) == NO_SIGN).mean() > 0.8


def test_equal_seeds_give_equal_calibrated_models(packed: Path) -> None:
    signs = read_signs(packed, "train")
    lines: list[str] = []
    options = Training(epochs=1, finishing=0, width=4)
    models = [train(signs, options, lines.append).network for _ in range(2)]
    found = [_in_memory(model, signs) for model in models]
    assert (found[0] == found[1]).all()
    temperature = float(next(line for line in lines if "temperature" in line).removeprefix("temperature "))
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


def test_odds_in_use_are_those_of_the_shares() -> None:
    assert no_sign_odds(Training(expected_no_sign=0.5, sampling=Sampling(no_sign=0.1))) == pytest.approx(9)
    assert no_sign_odds(Training(expected_no_sign=0.3, sampling=Sampling(no_sign=0.3))) == pytest.approx(1)
