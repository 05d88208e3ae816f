"""The bundled samples are what their manifest says."""

import hashlib
import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from core.attacks import samples
from core.attacks.samples import BENIGN, MANIFEST, RECIPES, Recipe, make_samples
from core.images.decoding import read_evidence
from core.images.metrics import psnr
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output
from tests.support.pictures import picture_path

FOLDER = Path(str(files("resources") / "samples"))
ENTRIES = {entry["file"]: entry for entry in json.loads((FOLDER / MANIFEST).read_text("utf-8"))["samples"]}


def test_every_file_is_in_the_manifest_with_its_digest() -> None:
    digests = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in FOLDER.iterdir()
        if file.name != MANIFEST
    }
    assert digests == {name: entry["sha256"] for name, entry in ENTRIES.items()}
    assert {entry.name for entry in RECIPES} | set(BENIGN) == set(digests)


def test_they_are_small() -> None:
    sizes = [file.stat().st_size for file in FOLDER.iterdir()]
    assert max(sizes) < 2_000_000
    assert sum(sizes) < 5_000_000


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_an_attack_looks_like_its_cover_and_scales_to_what_it_hides(recipe: Recipe) -> None:
    pixels, entry = read_evidence(FOLDER / recipe.name).pixels, ENTRIES[recipe.name]
    target = area_output(recipe.target(), recipe.pipeline.target_shape)
    error = np.abs(real_resize(pixels, recipe.pipeline).astype(int) - target).max()
    assert error == entry["max_output_error"] <= entry["epsilon"]
    assert psnr(pixels, recipe.source()) == pytest.approx(entry["psnr"], abs=0.01)
    shown_robustly = area_output(pixels, recipe.pipeline.target_shape)
    assert psnr(shown_robustly, area_output(recipe.source(), recipe.pipeline.target_shape)) > psnr(
        shown_robustly, target
    )


def test_remaking_gives_the_same_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "RECIPES", RECIPES[2:])
    made = {str(entry["file"]): entry for entry in make_samples(tmp_path)}
    for name, origin in BENIGN.items():
        assert (tmp_path / name).read_bytes() == picture_path(origin).read_bytes()
    attack = RECIPES[2].name
    assert made[attack]["psnr"] == pytest.approx(ENTRIES[attack]["psnr"], abs=0.01)
    shipped = read_evidence(FOLDER / attack).pixels
    assert np.abs(read_evidence(tmp_path / attack).pixels.astype(int) - shipped).max() <= 1
