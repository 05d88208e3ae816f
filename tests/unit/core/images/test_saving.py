"""Saved results are bit-exact, whole, and never on top of evidence."""

from pathlib import Path

import numpy as np
import pytest

from core.errors import SaveError
from core.images import RGB, read_evidence, save_lossless
from core.images.files import write_file
from core.images.saving import LOSSLESS_SUFFIXES


@pytest.mark.parametrize("suffix", [*LOSSLESS_SUFFIXES, ".PNG"])
def test_saved_pixels_come_back_exactly(tmp_path: Path, picture: RGB, suffix: str) -> None:
    path = tmp_path / f"result{suffix}"
    save_lossless(picture, path)
    np.testing.assert_array_equal(read_evidence(path).pixels, picture)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["a.jpg", "a.gif", "a"])
def test_lossy_suffixes_are_refused(tmp_path: Path, picture: RGB, name: str) -> None:
    with pytest.raises(SaveError, match="would not keep every pixel"):
        save_lossless(picture, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_evidence_is_never_overwritten_by_any_name(tmp_path: Path, picture: RGB) -> None:
    evidence = tmp_path / "evidence.png"
    save_lossless(picture, evidence)
    before = evidence.read_bytes()
    (tmp_path / "link.png").symlink_to(evidence)
    (tmp_path / "hard.png").hardlink_to(evidence)
    (tmp_path / "sub").mkdir()
    for other in ("evidence.png", "link.png", "hard.png", "sub/../evidence.png"):
        with pytest.raises(SaveError, match="never overwritten"):
            save_lossless(255 - picture, tmp_path / other, protect=[evidence])
    assert evidence.read_bytes() == before


def test_an_older_result_is_replaced(tmp_path: Path, picture: RGB) -> None:
    path = tmp_path / "result.png"
    save_lossless(picture, path)
    save_lossless(255 - picture, path, protect=[tmp_path / "other.png"])
    np.testing.assert_array_equal(read_evidence(path).pixels, 255 - picture)


def test_missing_folders_folders_and_devices_are_sentences(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    cases = {
        tmp_path / "absent" / "a.png": "folder does not exist",
        tmp_path / "file" / "a.png": "folder does not exist",
        tmp_path: "not a file",
        Path("/dev/null"): "not a file",
        tmp_path / ("a" * 300 + ".png"): "can not be written",
    }
    for path, words in cases.items():
        with pytest.raises(SaveError, match=words):
            write_file(path, b"data")


def test_a_failed_write_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "result.png"
    path.write_bytes(b"old")

    def fail(*_args: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(SaveError, match="No space left"):
        write_file(path, b"new")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("result.png", b"old")]


def test_too_wide_for_webp_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match=r"save it as \.png"):
        save_lossless(np.zeros((2, 16400, 3), np.uint8), tmp_path / "wide.webp")
