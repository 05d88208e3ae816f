"""A folder is scanned, stopped, and gone on with; the exit code says whether something is hidden."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.cli.main import run
from core.detection.batch import Scanned, scan_files
from tests.support.pictures import picture


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    images = tmp_path / "images"
    images.mkdir()
    Image.fromarray(picture("coffee.png")[:100, :140]).save(images / "cup.png")
    return images


def test_a_clean_folder_then_an_attack_in_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output, table = tmp_path / "scan.jsonl", tmp_path / "scan.csv"
    before = (folder / "cup.png").read_bytes()
    command = ["scan", str(folder), "-o", str(output), "--csv", str(table), "--jobs", "1"]
    assert run(command) == 0
    assert "MP/s" in capsys.readouterr().out
    hide_a_cat(folder / "trap.png")
    assert run([*command, "--json"]) == 3
    document = json.loads(capsys.readouterr().out)
    assert (document["files"], document["inspected"], document["kept"]) == (2, 1, 1)
    assert document["suspicious"] == 1
    trap = next(entry for entry in document["results"] if entry["file"] == "trap.png")
    assert trap["verdict"] == "attack"
    assert trap["target_size"] == [64, 64]
    assert [json.loads(line)["file"] for line in output.read_text().splitlines()] == ["cup.png", "trap.png"]
    with table.open(newline="") as file:
        assert [row["verdict"] for row in csv.DictReader(file)] == ["clean", "attack"]
    assert (folder / "cup.png").read_bytes() == before


def test_another_question_is_another_scan(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hide_a_cat(folder / "trap.png")
    output, hidden = tmp_path / "scan.jsonl", tmp_path / "hidden"
    command = ["scan", str(folder), "-o", str(output), "--jobs", "1", "--json"]
    known = [*command, "--library", "opencv", "--algorithm", "bilinear", "--size", "50x50"]
    assert run(command) == 3
    capsys.readouterr()
    assert run([*known, "--save-hidden", str(hidden)]) == 3
    document = json.loads(capsys.readouterr().out)
    assert (document["asked"], document["inspected"]) == ("opencv:bilinear:50x50", 2)
    trap = next(entry for entry in document["results"] if entry["file"] == "trap.png")
    assert "It is not aimed at OpenCV bilinear 50×50, which does not show it." in trap["summary"]
    assert [path.name for path in sorted(hidden.iterdir())] == [
        Path(trap["hidden_image"]).name,
        Path(trap["robust_image"]).name,
    ]
    assert run(known) == 3
    assert json.loads(capsys.readouterr().out)["inspected"] == 0


def test_a_stopped_scan_keeps_what_it_has(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.fromarray(picture("coffee.png")[:90, :120]).save(folder / "other.png")
    output, table = tmp_path / "scan.jsonl", tmp_path / "scan.csv"
    command = ["scan", str(folder), "-o", str(output), "--csv", str(table), "--jobs", "1"]

    def interrupted(*arguments: Any, **options: Any) -> Iterator[Scanned]:
        yield next(scan_files(*arguments, **options))
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("core.detection.batch.scan_files", interrupted)
        assert run(command) == 130
    assert capsys.readouterr().err == "aliascope: stopped after 1 of 2 images. Start it again to go on.\n"
    assert len(output.read_text().splitlines()) == 1
    assert len(table.read_text().splitlines()) == 2
    assert run(command) == 0
    assert "1 of 2 images are as they were" in capsys.readouterr().out


def test_a_file_that_can_not_be_read_is_told_and_tried_again(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.png").write_bytes(b"\x89PNG and nothing more")
    command = ["scan", str(folder), "-o", str(tmp_path / "scan.jsonl"), "--jobs", "1"]
    assert run(command) == 2
    assert "broken.png" in capsys.readouterr().err
    (folder / "broken.png").unlink()
    assert run(command) == 0


@pytest.mark.parametrize("arguments", [["scan", "nowhere"], ["scan", ".", "-o", "."]])
def test_bad_usage_is_one_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def hide_a_cat(path: Path) -> None:
    """An astronaut that shows a cat when scaled to 64×64 by a nearest neighbour."""
    cover = picture("astronaut.png").copy()
    cover[4::8, 4::8] = picture("chelsea.png")[::4, ::4][:64, :64]
    Image.fromarray(cover).save(path)
