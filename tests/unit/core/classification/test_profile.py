import json
from pathlib import Path

import pytest

from core.classification.labels_file import read_labels
from core.classification.preparations import PREPARATIONS, preparation_of
from core.classification.profile import (
    Profile,
    profile_from_json,
    profile_to_json,
    read_sidecar,
    sidecar_path,
)
from core.errors import AliascopeError, ModelError

OWN = Profile(("a", "ö"), -1, 1, (0.1, 0.2, 0.3), (1, 2, 3), "bgr", "pillow", "bicubic", (20, 30))


def test_a_profile_survives_the_way_to_a_file_and_back(tmp_path: Path) -> None:
    sidecar_path(tmp_path / "m.keras").write_text(profile_to_json(OWN), "utf-8")
    assert read_sidecar(tmp_path / "m.keras") == OWN
    assert json.loads(profile_to_json(OWN))["input_size"] == [30, 20]


def test_what_a_profile_leaves_out_has_defaults() -> None:
    assert profile_from_json('{"range": [0, 1]}') == Profile(high=1.0)


def test_a_model_without_a_profile_has_none(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path / "m.keras") is None


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"mean": 3}', '{"mean": [1, 2]}', '{"range": [1, 0]}', '{"std": [0, 1, 1]}',
     '{"channel_order": "gbr"}', '{"library": "paint"}', '{"input_size": [0, 9]}', '{"labels": "a"}',
     '{"mean": [NaN, 0, 0]}', "[" * 100_000],
)  # fmt: skip
def test_what_is_no_profile_is_a_sentence(tmp_path: Path, text: str) -> None:
    sidecar_path(tmp_path / "m.keras").write_text(text)
    with pytest.raises(AliascopeError) as error:
        read_sidecar(tmp_path / "m.keras")
    assert str(error.value).endswith((".", "?"))


def test_bytes_that_are_no_text_are_a_sentence(tmp_path: Path) -> None:
    sidecar_path(tmp_path / "m.keras").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ModelError, match="can not be read"):
        read_sidecar(tmp_path / "m.keras")


def test_preparations_are_recognised() -> None:
    for entry in PREPARATIONS:
        assert preparation_of(entry.applied(OWN)) == entry
        assert entry.applied(OWN).labels == OWN.labels
    assert preparation_of(OWN) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("l.txt", "one\ntwo words\nthree\n\n"),
        ("l.txt", "\ufeffone\r\ntwo words\r\nthree"),
        ("l.json", '["one", "two words", "three"]'),
        ("l.json", '{"1": "two words", "0": "one", "2": "three"}'),
        ("l.json", '{"0": ["n01", "one"], "1": ["n02", "two words"], "2": ["n03", "three"]}'),
    ],
)
def test_labels_are_read(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_bytes(text.encode())
    assert read_labels(tmp_path / name) == ("one", "two words", "three")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("l.txt", b""),
        ("l.txt", b"\xff\xfe\x80"),
        ("l.txt", b"a\0b\nc"),
        ("l.json", b"{"),
        ("l.json", b'{"0": "a", "2": "b"}'),
        ("l.json", b"[1, 2]"),
        ("l.json", b'{"0": []}'),
        ("l.json", b'{"0": ["n01", 7]}'),
    ],
)
def test_what_is_no_list_of_labels_is_a_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ModelError, match=name):
        read_labels(tmp_path / name)


def test_labels_that_are_not_there_are_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="No such file"):
        read_labels(tmp_path / "l.txt")
