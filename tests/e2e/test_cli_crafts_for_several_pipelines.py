"""From the command line: one image that shows each of three pipelines what it shall see; texts; batches."""

import csv
from pathlib import Path

import numpy as np
from PIL import Image

from core.images.decoding import read_evidence
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output
from tests.support.command_line import aliascope

PIPELINE = ("--library", "opencv", "--algorithm", "bilinear", "--size", "64x48")


def test_each_pipeline_sees_its_own(tmp_path: Path, astronaut_path: Path, chelsea_path: Path) -> None:
    coffee = tmp_path / "coffee.png"
    Image.fromarray(np.asarray(Image.open(astronaut_path).convert("RGB"))[::-1]).save(coffee)
    out = tmp_path / "attack.png"
    also = ("--also", "pillow:nearest:64x48", "--also", f"opencv:bicubic:96x96:{coffee}")
    done = aliascope("craft", astronaut_path, chelsea_path, "-o", out, *PIPELINE, *also, "--json")
    assert done.code == 0, done.err
    figures = done.document
    assert figures["feasible"]
    assert figures["gap"] < 1e-3
    assert [goal["target_size"] for goal in figures["goals"]] == [[64, 48], [64, 48], [96, 96]]
    attack = read_evidence(out).pixels
    shown = (
        (Pipeline("opencv", "bilinear", (48, 64)), chelsea_path),
        (Pipeline("pillow", "nearest", (48, 64)), chelsea_path),
        (Pipeline("opencv", "bicubic", (96, 96)), coffee),
    )
    for pipeline, path in shown:
        wanted = area_output(read_evidence(path).pixels, pipeline.target_shape)
        assert np.abs(real_resize(attack, pipeline).astype(int) - wanted).max() <= 1


def test_a_text_is_hidden(tmp_path: Path, astronaut_path: Path) -> None:
    out = tmp_path / "attack.png"
    look = ("--text", "50 %", "--text-colour", "202020", "--text-background", "c0c0c0")
    done = aliascope("craft", astronaut_path, "-o", out, *PIPELINE, *look, "--variant", "sparse")
    assert done.code == 0, done.err
    assert "largest error in grey levels 1" in done.out
    seen = real_resize(read_evidence(out).pixels, Pipeline("opencv", "bilinear", (48, 64)))
    assert np.abs(seen[0, 0].astype(int) - 192).max() <= 1
    assert seen.min() <= 40


def test_a_batch_writes_every_pair_and_says_which_failed(
    tmp_path: Path, astronaut_path: Path, chelsea_path: Path
) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    Image.open(astronaut_path).convert("RGB").save(sources / "large.png")
    Image.fromarray(np.zeros((20, 20, 3), np.uint8)).save(sources / "small.png")
    folder = tmp_path / "attacks"
    done = aliascope("craft-batch", sources, chelsea_path, "-o", folder, *PIPELINE, "--json")
    assert done.code == 2
    assert (done.document["written"], done.document["failed"]) == (1, 1)
    assert "small.png" in done.err
    with (folder / "manifest.csv").open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    assert [line["source"] for line in lines] == ["large.png", "small.png"]
    assert "take a larger source" in lines[1]["sentence"]
    assert (folder / lines[0]["output"]).exists()
