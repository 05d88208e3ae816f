import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.classification.backend import import_keras
from core.classification.model import default_model_path, load_classifier
from core.errors import ModelError
from core.images.arrays import RGB

# Keras 3 hands its variables to numpy 2 in the old way when it saves.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def _saved(path: Path, *layers: Any) -> Path:
    import_keras().Sequential(list(layers)).save(path)
    return path


def test_importing_the_room_does_not_import_tensorflow() -> None:
    script = (
        "import sys, core.classification.classify, core.classification.train, core.classification.evaluate;"
        "sys.exit('tensorflow' in sys.modules or 'keras' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_shipped_model_gives_probabilities(astronaut: RGB) -> None:
    classifier = load_classifier()
    images = [astronaut[:32, :32], astronaut[100:132, 200:232], np.zeros((32, 32, 3), np.uint8)]
    found = classifier.probabilities(images)
    assert classifier.input_shape == (32, 32)
    assert found.shape == (3, 43)
    assert found.dtype == np.float32
    assert (found >= 0).all()
    assert found.sum(axis=1) == pytest.approx(1, abs=1e-5)
    answers = classifier.answers(images)
    assert answers.shape == (3, 44)
    assert found == pytest.approx(answers[:, :43] / answers[:, :43].sum(axis=1, keepdims=True), rel=1e-3)


def test_an_image_has_the_same_probabilities_alone_and_among_many(astronaut: RGB) -> None:
    classifier = load_classifier()
    many = np.stack([astronaut[row : row + 32, 96:128] for row in range(300)])
    assert classifier.probabilities(many[299:]) == pytest.approx(
        classifier.probabilities(many)[299:], abs=1e-5
    )


def test_no_images_give_no_rows() -> None:
    assert load_classifier().probabilities(np.zeros((0, 32, 32, 3), np.uint8)).shape == (0, 43)


def test_images_of_another_size_are_refused(astronaut: RGB) -> None:
    with pytest.raises(ModelError, match="scale the image first"):
        load_classifier().probabilities([astronaut])


def test_the_shipped_model_is_small_and_holds_no_optimizer() -> None:
    assert default_model_path().stat().st_size <= 5_000_000
    assert not hasattr(load_classifier().network, "optimizer")
    with zipfile.ZipFile(default_model_path()) as archive:
        assert b"optimizer" not in archive.read("model.weights.h5")


def test_a_model_is_loaded_once() -> None:
    assert load_classifier() is load_classifier(default_model_path())


def test_a_replaced_file_is_loaded_anew(tmp_path: Path) -> None:
    file = tmp_path / "own.keras"
    file.write_bytes(default_model_path().read_bytes())
    first = load_classifier(file)
    layers = import_keras().layers
    _saved(file, layers.Input((8, 16, 3)), layers.Flatten(), layers.Dense(43, activation="softmax"))
    assert first.input_shape == (32, 32)
    assert load_classifier(file).input_shape == (8, 16)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere\.keras can not be opened"):
        load_classifier(tmp_path / "nowhere.keras")


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.keras").write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(100))
    with pytest.raises(ModelError, match="is not a Keras model archive"):
        load_classifier(tmp_path / "model.keras")


def test_an_archive_without_a_model_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "model.keras", "w") as archive:
        archive.writestr("config.json", "{}")
    with pytest.raises(ModelError, match="can not be loaded"):
        load_classifier(tmp_path / "model.keras")


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    data = default_model_path().read_bytes()
    (tmp_path / "model.keras").write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelError):
        load_classifier(tmp_path / "model.keras")


def test_a_model_that_brings_code_is_refused(tmp_path: Path) -> None:
    layers = import_keras().layers
    rows = layers.Lambda(lambda x: x[:, 0, :43, 0])
    file = _saved(tmp_path / "model.keras", layers.Input((64, 64, 3)), rows)
    with pytest.raises(ModelError, match="holds code"):
        load_classifier(file)


@pytest.mark.parametrize(
    ("shape", "classes"),
    [((96,), 43), ((3, 32, 32), 10), ((32, 32, 4), 10), ((5000, 1, 3), 2)],
)
def test_a_model_for_something_else_is_refused(tmp_path: Path, shape: tuple[int, ...], classes: int) -> None:
    layers = import_keras().layers
    file = _saved(tmp_path / "model.keras", layers.Input(shape), layers.Flatten(), layers.Dense(classes))
    with pytest.raises(ModelError, match=r"does not fit|above 4096"):
        load_classifier(file)
