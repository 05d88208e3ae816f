"""`aliascope classify` ranks traffic signs with the shipped model."""

from pathlib import Path

from core.classification.labels import CLASS_NAMES
from tests.support.command_line import aliascope


def test_the_shipped_model_ranks_signs(astronaut_path: Path) -> None:
    done = aliascope("classify", astronaut_path, "--top", "3", "--library", "pillow", "--json")
    assert done.code == 0, done.err
    document = done.document
    assert (document["library"], document["algorithm"], document["model"]) == ("pillow", "bilinear", None)
    confidences = [entry["confidence"] for entry in document["predictions"]]
    assert len(confidences) == 3
    assert confidences == sorted(confidences, reverse=True)
    assert 0 < sum(confidences) <= 1.0001
    assert all(CLASS_NAMES[entry["class_id"]] == entry["name"] for entry in document["predictions"])


def test_a_model_that_is_none_is_a_sentence(astronaut_path: Path, tmp_path: Path) -> None:
    (tmp_path / "model.keras").write_bytes(b"no archive")
    done = aliascope("classify", astronaut_path, "--model", tmp_path / "model.keras")
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith("aliascope: model.keras")
    assert done.err.count("\n") == 1
