"""Every kind of model opens, and nothing else does."""

import contextlib
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.classification.backend import import_keras
from core.classification.formats import FORMATS, UntrustedModelError, open_model
from core.classification.keras_files import open_keras
from core.classification.model import OpenSizeError, examine, load_classifier
from core.classification.profile import ModelChoice, Profile
from core.errors import ModelError
from core.images.arrays import RGB
from tests.support.own_models import (
    COLOURS,
    HEIGHT,
    WIDTH,
    colour_network,
    save_keras,
    save_saved_model,
    save_tflite,
)

# Keras 3 hands its variables to numpy 2 in the old way when it saves.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

NAMES = ("own.keras", "own.h5", "own.tflite", "quantised.tflite", "saved")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The colour network in every format."""
    folder = tmp_path_factory.mktemp("models")
    save_keras(folder / "own.keras")
    save_keras(folder / "own.h5")
    save_tflite(folder / "own.tflite", quantised=False)
    save_tflite(folder / "quantised.tflite", quantised=True)
    save_saved_model(folder / "saved")
    return folder


def plain(*level: int) -> RGB:
    return np.full((1, HEIGHT, WIDTH, 3), level, np.uint8)


def choice(path: Path, **profile: Any) -> ModelChoice:
    return ModelChoice(path, Profile(labels=COLOURS, **profile), trusted=path.name == "saved")


@pytest.mark.parametrize("name", NAMES)
def test_every_format_gives_the_same_answers(models: Path, name: str) -> None:
    facts = examine(choice(models / name))
    assert (facts.input_shape, facts.channels, facts.labels) == ((HEIGHT, WIDTH), 3, COLOURS)
    assert facts.dtype == ("uint8" if name.startswith("quantised") else "float32")
    classifier = load_classifier(choice(models / name))
    # Class means of 80, 48 and 32 are logits of 5, 3 and 2.
    wanted = np.exp([5, 3, 2]) / np.exp([5, 3, 2]).sum()
    found = classifier.answers(np.concatenate([plain(80, 48, 32), plain(0, 200, 0)]))
    assert found[0] == pytest.approx(wanted, abs=0.06 if name.startswith("quantised") else 1e-5)
    assert COLOURS[int(found[1].argmax())] == "green"
    assert found.sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_the_profile_decides_what_the_model_gets(models: Path) -> None:
    swapped = load_classifier(choice(models / "own.keras", channel_order="bgr")).answers(plain(200, 0, 0))
    assert COLOURS[int(swapped[0].argmax())] == "blue"
    flat = load_classifier(choice(models / "own.keras", high=1.0)).answers(plain(200, 0, 0))
    assert flat[0].max() < 0.36
    shifted = load_classifier(choice(models / "own.keras", mean=(255.0, 0.0, 0.0))).answers(plain(255, 9, 0))
    assert COLOURS[int(shifted[0].argmax())] == "green"


def test_without_labels_the_outputs_are_numbered(models: Path) -> None:
    assert load_classifier(models / "own.keras").labels == ("Class 0", "Class 1", "Class 2")


@pytest.mark.parametrize("count", [2, 4])
def test_labels_that_do_not_fit_are_refused(models: Path, count: int) -> None:
    labels = tuple(map(str, range(count)))
    with pytest.raises(ModelError, match=f"{count} labels for 3 outputs"):
        load_classifier(ModelChoice(models / "own.keras", Profile(labels=labels)))


def test_a_saved_model_is_not_opened_untrusted(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tensorflow as tf

    monkeypatch.setattr(tf.saved_model, "load", lambda *_: pytest.fail("it ran"))
    for path in (models / "saved", models / "saved" / "saved_model.pb"):
        with pytest.raises(UntrustedModelError, match="a program"):
            open_model(path)


def test_a_model_of_any_size_asks_for_one(tmp_path: Path) -> None:
    file = save_keras(tmp_path / "any.keras", colour_network((None, None, 3)))
    with pytest.raises(OpenSizeError, match="say which size"):
        load_classifier(file)
    assert load_classifier(ModelChoice(file, Profile(input_shape=(20, 30)))).input_shape == (20, 30)


def test_a_model_of_a_fixed_batch_is_fed_whole_batches(tmp_path: Path) -> None:
    layers = import_keras().layers
    pixels = layers.Input(batch_shape=(4, HEIGHT, WIDTH, 3))
    network = import_keras().Model(pixels, layers.Softmax()(layers.GlobalAveragePooling2D()(pixels)))
    classifier = load_classifier(save_keras(tmp_path / "four.keras", network))
    pictures = np.concatenate([plain(5, 0, 0), plain(0, 5, 0), plain(0, 0, 5)] * 2)
    assert classifier.answers(pictures).argmax(axis=1).tolist() == [0, 1, 2] * 2


def test_grey_models_get_the_luma(tmp_path: Path) -> None:
    layers = import_keras().layers
    network = import_keras().Sequential([layers.Input((2, 2, 1)), layers.Flatten()])
    classifier = load_classifier(save_keras(tmp_path / "grey.keras", network))
    picture = np.zeros((1, 2, 2, 3), np.uint8)
    picture[0, 0, 1] = 255, 0, 0
    picture[0, 1, 0] = 0, 255, 0
    assert classifier.answers(picture)[0].argsort().tolist()[-2:] == [1, 2]


@pytest.mark.parametrize("name", NAMES[:-1])
@pytest.mark.parametrize("keep", [0, 5, 200, 0.5, 0.99])
def test_a_part_of_a_file_is_refused(models: Path, tmp_path: Path, name: str, keep: float) -> None:
    data = (models / name).read_bytes()
    part = tmp_path / name
    part.write_bytes(data[: int(keep * len(data)) if isinstance(keep, float) else keep])
    with pytest.raises(ModelError, match=part.name):
        examine(ModelChoice(part))


# HDF5 crashes on some damaged files, which is what `call_apart` and the worker process are for.
@pytest.mark.parametrize("name", ["own.keras", "own.tflite", "quantised.tflite"])
def test_damaged_files_end_in_an_answer_or_a_sentence(models: Path, tmp_path: Path, name: str) -> None:
    data = (models / name).read_bytes()
    for seed in range(12):
        rng = np.random.default_rng(seed)
        damaged = np.frombuffer(data, np.uint8).copy()
        damaged[rng.integers(len(damaged), size=8)] = rng.integers(256, size=8)
        file = tmp_path / f"{seed}-{name}"
        file.write_bytes(damaged.tobytes())
        with contextlib.suppress(ModelError):
            examine(ModelChoice(file))


@pytest.mark.parametrize("name", ["model.pkl", "model.pt", "model", "model.onnx"])
def test_other_kinds_of_files_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x80\x04cos\nsystem\n")
    with pytest.raises(ModelError, match=r"choose one of \.keras"):
        open_model(tmp_path / name)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"saved_model\.pb"):
        open_model(tmp_path)


def test_a_description_that_can_not_be_unpacked_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "own.keras"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("config.json", "{}" * 2000)
        start = archive.getinfo("config.json").header_offset + 30 + len("config.json")
    data = bytearray(file.read_bytes())
    data[start : start + 4] = b"\xff" * 4
    file.write_bytes(data)
    with pytest.raises(ModelError, match="description of its layers is missing or damaged"):
        open_model(file)


def test_a_broken_saved_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "saved_model.pb").write_bytes(b"nothing")
    with pytest.raises(ModelError, match="can not be loaded"):
        open_model(tmp_path, trusted=True)


def edited(models: Path, target: Path, change: Any) -> Path:
    """A copy of the Keras archive with its description changed."""
    with zipfile.ZipFile(models / "own.keras") as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.namelist():
            data = old.read(entry)
            new.writestr(entry, json.dumps(change(json.loads(data))) if entry == "config.json" else data)
    return target


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"class_name": "Lambda", "module": "keras.layers"}, "holds code of its own .Lambda"),
        ({"class_name": "system", "module": "os"}, "holds code of its own .system"),
        ({"class_name": "Mine", "registered_name": "package>Mine"}, "holds code of its own .Mine"),
        ({"class_name": "TFSMLayer", "module": "keras.layers"}, "holds code of its own .TFSMLayer"),
        ({"class_name": "StringLookup", "module": "keras.layers"}, "reads tables .StringLookup"),
    ],
)
def test_keras_never_sees_a_file_that_brings_code(
    models: Path, tmp_path: Path, part: dict[str, str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_keras().saving, "load_model", lambda *_, **__: pytest.fail("it was loaded"))
    file = edited(models, tmp_path / "bad.keras", lambda config: {**config, "deep": [{"er": part}]})
    with pytest.raises(ModelError, match=words):
        open_keras(file)


HUGE = 10**9


def enlarged_by(key: str, value: int) -> Any:
    """Changes a description so that the layers with `key` ask for `value`."""

    def change(config: Any) -> Any:
        for layer in config["config"]["layers"]:
            if key in layer["config"]:
                layer["config"][key] = value
        return config

    return change


def test_a_layer_larger_than_the_file_is_refused_before_it_is_made(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    monkeypatch.setattr(import_keras().Variable, "__init__", lambda *given, **_: made.append(given))
    file = edited(models, tmp_path / "huge.keras", enlarged_by("units", HUGE))
    with pytest.raises(ModelError, match=r"declares 3,000,000,000 weights or more"):
        open_keras(file)
    assert made == []


def test_a_chain_of_layers_larger_than_the_file_is_refused(tmp_path: Path) -> None:
    layers = import_keras().layers
    network = import_keras().Sequential(
        [layers.Input((2, 2, 3)), layers.Flatten(), layers.Dense(4), layers.Dense(4), layers.Dense(3)]
    )
    save_keras(tmp_path / "own.keras", network)
    file = edited(tmp_path, tmp_path / "huge.keras", enlarged_by("units", 30_000))
    with pytest.raises(ModelError, match="its file is too small to hold"):
        open_keras(file)
    open_keras(tmp_path / "own.keras")


def test_an_h5_file_that_declares_more_than_it_holds_is_refused(models: Path, tmp_path: Path) -> None:
    import h5py  # type: ignore[import-untyped]

    file = tmp_path / "huge.h5"
    file.write_bytes((models / "own.h5").read_bytes())
    with h5py.File(file, "r+") as opened:
        config = enlarged_by("units", HUGE)(json.loads(opened.attrs["model_config"]))
        opened.attrs["model_config"] = json.dumps(config)
    with pytest.raises(ModelError, match="its file is too small to hold"):
        open_keras(file)


def test_safe_mode_stays_on(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    real = import_keras().saving.load_model

    def load(path: Path, **options: object) -> object:
        asked.append(options["safe_mode"])
        return real(path, **options)

    monkeypatch.setattr(import_keras().saving, "load_model", load)
    open_keras(models / "own.keras")
    open_keras(models / "own.h5")
    assert asked == [True, True]


def test_an_h5_file_that_brings_code_is_refused(tmp_path: Path) -> None:
    layers = import_keras().layers
    network = import_keras().Sequential([layers.Input((4, 4, 3)), layers.Lambda(lambda x: x[:, 0, 0])])
    file = save_keras(tmp_path / "bad.h5", network)
    with pytest.raises(ModelError, match=r"holds code of its own .Lambda"):
        open_model(file)


def test_weights_alone_are_no_model(tmp_path: Path) -> None:
    colour_network().save_weights(tmp_path / "some.weights.h5")
    with pytest.raises(ModelError, match="at most its weights"):
        open_model(tmp_path / "some.weights.h5")


def test_a_model_that_gives_no_numbers_is_refused(tmp_path: Path) -> None:
    network = colour_network()
    network.layers[-1].set_weights([np.full((3, 3), np.nan, np.float32), np.zeros(3, np.float32)])
    with pytest.raises(ModelError, match="finite numbers"):
        examine(ModelChoice(save_keras(tmp_path / "nan.keras", network)))


def test_every_format_has_words_and_suffixes() -> None:
    suffixes = [suffix for kind in FORMATS for suffix in kind.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert all(kind.title for kind in FORMATS)


def redness(activation: str | None = "sigmoid") -> Any:
    """A network with one output, the probability that a picture has more red than blue."""
    keras = import_keras()
    pixels = keras.layers.Input((HEIGHT, WIDTH, 3))
    answer = keras.layers.Dense(1, activation=activation)
    network = keras.Model(pixels, answer(keras.layers.GlobalAveragePooling2D()(pixels)))
    answer.set_weights([np.array([[0.02], [0.0], [-0.02]], np.float32), np.zeros(1, np.float32)])
    return network


TWO_NAMES: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
    ((), ("Class 0", "Class 1")),
    (("Red",), ("Not Red", "Red")),
    (("Blue", "Red"), ("Blue", "Red")),
]


@pytest.mark.parametrize(("given", "names"), TWO_NAMES)
def test_one_sigmoid_output_tells_two_classes(
    tmp_path: Path, given: tuple[str, ...], names: tuple[str, ...]
) -> None:
    path = save_keras(tmp_path / "one.keras", redness())
    classifier = load_classifier(ModelChoice(path, Profile(labels=given)))
    assert classifier.labels == names
    picture = np.zeros((2, HEIGHT, WIDTH, 3), np.uint8)
    picture[0, ..., 0], picture[1, ..., 2] = 100, 100
    red = 1 / (1 + np.exp(-2.0))
    np.testing.assert_allclose(classifier.answers(picture), [[1 - red, red], [red, 1 - red]], atol=1e-5)


def test_one_output_fits_no_three_labels(tmp_path: Path) -> None:
    path = save_keras(tmp_path / "one.keras", redness())
    with pytest.raises(ModelError, match="3 labels for 2 classes"):
        load_classifier(ModelChoice(path, Profile(labels=COLOURS)))


def test_one_output_that_is_no_probability_is_refused(tmp_path: Path) -> None:
    classifier = load_classifier(save_keras(tmp_path / "one.keras", redness(activation=None)))
    with pytest.raises(ModelError, match="end the model in a sigmoid"):
        classifier.answers(np.full((1, HEIGHT, WIDTH, 3), (255, 0, 0), np.uint8))
