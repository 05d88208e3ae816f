"""A batch crafts every pair, tells about each, keeps going past bad files and overwrites nothing."""

import csv
from pathlib import Path

import numpy as np
import pytest

from core.attacks.batch import Batch, DrawnTarget, Recipe, craft_batch, images_at
from core.attacks.manifest import ManifestLine
from core.errors import AttackError, SaveError
from core.images import read_evidence, save_lossless
from core.images.arrays import RGB, Shape
from core.progress import Cancelled
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize

PIPELINE = Pipeline("opencv", "bilinear", (24, 24))


def recipe(shape: Shape) -> tuple[Pipeline, ...]:
    """One pipeline for every source."""
    return (PIPELINE,)


@pytest.fixture
def folders(tmp_path: Path, astronaut: RGB, coffee: RGB, chelsea: RGB) -> tuple[Path, Path, Path]:
    """Two sources and a file that is none, two targets, and where to write."""
    sources, targets = tmp_path / "sources", tmp_path / "targets"
    sources.mkdir()
    targets.mkdir()
    save_lossless(astronaut[:128, :128], sources / "a.png")
    save_lossless(coffee[:120, :160], sources / "b.png")
    (sources / "broken.png").write_text("no image")
    (sources / "notes.txt").write_text("not looked at")
    save_lossless(chelsea[:100, :100], targets / "cat.png")
    save_lossless(chelsea[100:150, 100:150], targets / "eye.png")
    return sources, targets, tmp_path / "out" / "attacks"


def made(folders: tuple[Path, Path, Path], **fields: object) -> Batch:
    """The batch of those folders."""
    sources, targets, out = folders
    settings = {"sources": images_at(sources), "targets": images_at(targets), "folder": out}
    return Batch(**{**settings, "recipe": Recipe(recipe), **fields})  # type: ignore[arg-type]


def rows(path: Path) -> list[dict[str, str]]:
    """The manifest's lines."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_pair_becomes_an_attack_and_a_line(folders: tuple[Path, Path, Path]) -> None:
    told: list[ManifestLine] = []
    table = rows(craft_batch(made(folders), report=told.append))
    assert len(table) == len(told) == 6
    written = [row for row in table if row["output"]]
    assert [(row["source"], row["target"]) for row in written] == [
        ("a.png", "cat.png"), ("a.png", "eye.png"), ("b.png", "cat.png"), ("b.png", "eye.png"),
    ]  # fmt: skip
    for row in written:
        image = read_evidence(folders[2] / row["output"]).pixels
        target = real_resize(read_evidence(folders[1] / row["target"]).pixels, PIPELINE.robust)
        error = np.abs(real_resize(image, PIPELINE).astype(int) - target).max()
        assert error == float(row["max_output_error"]) <= 1
        assert row["pipelines"] == "opencv:bilinear:24x24"
        assert row["feasible"] == "yes"
        assert float(row["psnr"]) > 10


def test_a_line_tells_what_was_asked_for(folders: tuple[Path, Path, Path]) -> None:
    asked = Recipe(recipe, "overlay", norm="l1", options={"opacity": 0.4})
    (row,) = rows(
        craft_batch(made(folders, pairing="order", sources=images_at(folders[0] / "a.png"), recipe=asked))
    )
    assert (row["attack"], row["norm"], row["region"]) == ("overlay", "l1", "")
    assert row["options"] == "opacity=0.4"
    local = Recipe(recipe, "local", region=(20, 10, 80, 90))
    table = rows(
        craft_batch(made(folders, pairing="order", sources=images_at(folders[0] / "a.png"), recipe=local))
    )
    assert (table[0]["attack"], table[0]["region"]) == ("local", "20,10,80,90")


def test_a_file_that_is_no_image_is_a_line_with_its_sentence(folders: tuple[Path, Path, Path]) -> None:
    failed = [row for row in rows(craft_batch(made(folders))) if not row["output"]]
    assert [row["source"] for row in failed] == ["broken.png", "broken.png"]
    assert all("broken.png" in row["sentence"] for row in failed)


def test_pairs_in_order_and_drawn_targets(folders: tuple[Path, Path, Path]) -> None:
    table = rows(craft_batch(made(folders, pairing="order")))
    assert [(row["source"], row["target"]) for row in table] == [("a.png", "cat.png"), ("b.png", "eye.png")]
    grey = DrawnTarget("a “grey” field", lambda shape, _: np.full((*shape, 3), 90, np.uint8))
    table = rows(craft_batch(made(folders, targets=(grey,))))
    assert table[0]["output"] == "a--a--grey--field.png"
    output = real_resize(read_evidence(folders[2] / table[0]["output"]).pixels, PIPELINE)
    assert np.abs(output.astype(int) - 90).max() <= 1


def test_nothing_is_overwritten(folders: tuple[Path, Path, Path]) -> None:
    first = craft_batch(made(folders))
    before = {path: path.read_bytes() for path in folders[2].iterdir()}
    second = craft_batch(made(folders))
    assert second != first
    assert {path: path.read_bytes() for path in before} == before
    assert rows(second)[0]["output"] == "a--cat-2.png"


def test_a_cancelled_batch_keeps_what_is_done(folders: tuple[Path, Path, Path]) -> None:
    done: list[ManifestLine] = []

    def progress(fraction: float, text: str) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        craft_batch(made(folders), progress=progress, report=done.append)
    assert len(rows(folders[2] / "manifest.csv")) == 1
    assert (folders[2] / "a--cat.png").exists()


def test_what_makes_no_sense_is_one_sentence(folders: tuple[Path, Path, Path], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(AttackError, match="no images"):
        images_at(tmp_path / "empty")
    with pytest.raises(AttackError, match="can not be read"):
        images_at(tmp_path / "missing")
    with pytest.raises(AttackError, match="no pair"):
        craft_batch(made(folders, targets=()))
    assert not folders[2].exists()
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SaveError, match="can not be made"):
        craft_batch(made(folders, folder=tmp_path / "file"))
