"""A folder is scanned, stopped, and gone on with; the exit code says whether something is hidden."""

import csv
import json
from pathlib import Path

import pytest
from PIL import Image

from app.cli.main import run
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
