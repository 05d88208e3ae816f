import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.classification.backend import import_keras
from core.classification.labels import CLASS_COUNT, NO_SIGN
from core.classification.model import load_classifier
from core.classification.rejection import Rejection, add_rejection
from core.classification.rejection import main as rejection_command
from core.classification.signs import SIDE, SignSet
from core.errors import ModelError
from tests.support.own_models import save_keras
from tests.support.pictures import picture_path

# Keras 3 hands its variables to numpy 2 in the old way when it saves.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def sign_network(classes: int = CLASS_COUNT) -> Any:
    """A network with random weights, as `train` writes them: features, then probabilities."""
    keras = import_keras()
    keras.utils.set_random_seed(5)
    layers = keras.layers
    pixels = layers.Input((SIDE, SIDE, 3))
    features = layers.Flatten()(layers.AveragePooling2D(4)(layers.Rescaling(1 / 255)(pixels)))
    return keras.Model(pixels, layers.Dense(classes, activation="softmax")(features))


@pytest.fixture
def pictures() -> SignSet:
    """Reddish signs of two classes and greenish pictures without, two dozen tracks of each."""
    rng = np.random.default_rng(0)
    noise = rng.integers(0, 90, (192, SIDE, SIDE, 3)).astype(np.uint8)
    noise[:96, ..., 0] += 160
    noise[96:, ..., 1] += 160
    labels = np.repeat([3, 14, NO_SIGN, NO_SIGN], 48)
    return SignSet(noise, labels, np.tile(np.arange(24), 8))


def answers(network: Any, pictures: SignSet) -> NDArray[np.float32]:
    return np.asarray(network(pictures.images.astype(np.float32), training=False))


def test_pictures_without_a_sign_are_refused_and_signs_keep_their_answers(pictures: SignSet) -> None:
    network = sign_network()
    said: list[str] = []
    made = add_rejection(network, pictures, Rejection(signs=400, epochs=30), said.append)
    found, without = answers(made, pictures), pictures.labels == NO_SIGN
    assert found.shape == (192, CLASS_COUNT + 1)
    assert found.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert (found[without, NO_SIGN] > 0.5).mean() > 0.9
    assert (found[~without, NO_SIGN] > 0.5).mean() < 0.05
    sure = found[:, NO_SIGN] < 0.99  # beyond, single precision has few digits left
    assert (sure == ~without)[:96].mean() > 0.9
    rest = found[sure, :NO_SIGN] / (1 - found[sure, NO_SIGN:])
    assert rest == pytest.approx(answers(network, pictures)[sure], rel=2e-3)
    assert len(said) == 1
    assert "pictures without a sign refused" in said[0]


@pytest.mark.parametrize("classes", [10, CLASS_COUNT + 1])
def test_a_classifier_of_something_else_is_refused(pictures: SignSet, classes: int) -> None:
    with pytest.raises(ModelError, match="43 answers"):
        add_rejection(sign_network(classes), pictures, Rejection())


def test_the_command_writes_a_classifier_with_the_answer(
    packed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = save_keras(tmp_path / "signs.keras", sign_network())
    photos = tmp_path / "photos"
    photos.mkdir()
    for name in ("coffee.png", "rocket.jpg"):
        (photos / name).write_bytes(picture_path(name).read_bytes())
    out = tmp_path / "out.keras"
    common = [str(packed), "--photos", str(photos), "--model"]
    assert rejection_command([*common, str(model), "-o", str(out)]) == 0
    assert "wrote" in capsys.readouterr().out
    with zipfile.ZipFile(out) as archive:
        assert b"optimizer" not in archive.read("model.weights.h5")
    classifier = load_classifier(out)
    assert classifier.labels[NO_SIGN] == "Not a traffic sign"
    assert classifier.probabilities(np.zeros((1, SIDE, SIDE, 3), np.uint8)).shape == (1, CLASS_COUNT)
    assert rejection_command([*common, str(out), "-o", str(out)]) == 2
    assert "43 answers" in capsys.readouterr().err
