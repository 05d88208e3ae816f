"""Bad input is one sentence on stderr and exit code 2, never a traceback."""

from pathlib import Path

import pytest

from tests.support.command_line import Finished, aliascope

PIPELINE = ("--library", "opencv", "--algorithm", "bilinear", "--size", "64x64")


def assert_one_sentence(done: Finished, words: str) -> None:
    assert done.code == 2, done
    assert done.out == ""
    lines = done.err.splitlines()
    assert len(lines) == 1, done.err
    assert lines[0].startswith("aliascope: ")
    assert words in lines[0]


@pytest.fixture
def folder(tmp_path: Path, astronaut_path: Path) -> Path:
    """Bad files of several kinds, and a copy of a good one."""
    good = astronaut_path.read_bytes()
    (tmp_path / "good.png").write_bytes(good)
    (tmp_path / "cut.png").write_bytes(good[: len(good) // 2])
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "page.html").write_bytes(b"<!doctype html><p>no image</p>")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cut.png", "cut off"),
        ("empty.jpg", "empty"),
        ("page.html", "web page"),
        ("absent.png", "no such file"),
        (".", "folder"),
    ],
)
def test_a_file_that_is_no_image(folder: Path, name: str, words: str) -> None:
    assert_one_sentence(aliascope("inspect", folder / name), words)


def test_the_source_is_not_overwritten(folder: Path) -> None:
    before = (folder / "good.png").read_bytes()
    done = aliascope("sanitize", folder / "good.png", "-o", folder / "good.png", *PIPELINE)
    assert_one_sentence(done, "never overwritten")
    assert (folder / "good.png").read_bytes() == before


def test_a_lossy_output_is_refused(folder: Path) -> None:
    good = folder / "good.png"
    assert_one_sentence(aliascope("craft", good, good, "-o", folder / "a.jpg", *PIPELINE), "every pixel")


def test_a_target_size_above_the_source(folder: Path) -> None:
    good = folder / "good.png"
    done = aliascope("craft", good, good, "-o", folder / "a.png", *PIPELINE[:-1], "900x900")
    assert_one_sentence(done, "900")
    assert not (folder / "a.png").exists()


def test_half_a_pipeline(folder: Path) -> None:
    assert_one_sentence(aliascope("inspect", folder / "good.png", "--size", "64x64"), "together")
