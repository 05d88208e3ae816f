"""`aliascope classify` ranks traffic signs with the shipped model."""

from pathlib import Path

import numpy as np

from core.classification.labels import CLASS_NAMES, NO_SIGN_NAME
from core.images import save_lossless
from tests.support.command_line import aliascope
from tests.support.own_models import COLOURS, save_keras


def test_the_shipped_model_ranks_signs(astronaut_path: Path) -> None:
    done = aliascope("classify", astronaut_path, "--top", "3", "--library", "pillow", "--json")
    assert done.code == 0, done.err
    document = done.document
    assert (document["library"], document["algorithm"], document["model"]) == ("pillow", "bilinear", None)
    confidences = [entry["confidence"] for entry in document["predictions"]]
    assert len(confidences) == 3
    assert confidences == sorted(confidences, reverse=True)
    assert 0 < sum(confidences) <= 1.0001
    names = (*CLASS_NAMES, NO_SIGN_NAME)
    assert all(names[entry["class_id"]] == entry["name"] for entry in document["predictions"])


def test_an_own_model_is_used_and_its_profile_remembered(tmp_path: Path) -> None:
    model = save_keras(tmp_path / "colours.h5")
    (tmp_path / "labels.txt").write_text("\n".join(COLOURS))
    save_lossless(np.full((40, 50, 3), (200, 30, 30), np.uint8), tmp_path / "red.png")
    options = ("--labels", tmp_path / "labels.txt", "--channel-order", "bgr", "--save-profile")
    first = aliascope("classify", tmp_path / "red.png", "--model", model, *options, "--json")
    assert first.code == 0, first.err
    second = aliascope("classify", tmp_path / "red.png", "--model", model, "--library", "pillow", "--json")
    for done in (first, second):
        names = [entry["name"] for entry in done.document["predictions"]]
        assert names[0] == "blue"
        assert sorted(names) == sorted(COLOURS)
    assert [done.document["library"] for done in (first, second)] == ["opencv", "pillow"]


def test_a_model_that_is_none_is_a_sentence(astronaut_path: Path, tmp_path: Path) -> None:
    (tmp_path / "model.keras").write_bytes(b"no archive")
    done = aliascope("classify", astronaut_path, "--model", tmp_path / "model.keras")
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith("aliascope: model.keras")
    assert done.err.count("\n") == 1
