"""The record beside a sanitized file."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.errors import SaveError
from core.images import read_evidence, save_lossless
from core.images.evidence import Evidence
from core.sanitizing.record import pipeline_entry, record_path, save_with_record
from core.sanitizing.sanitize import Sanitized, sanitize_all
from core.scaling.operator import operator_for
from core.scaling.pipeline import Cut, Pipeline

PIPELINES = [
    Pipeline("opencv", "nearest", (8, 10)),
    Pipeline("pillow", "nearest", (6, 8), crop=(1, 2, 40, 30)),
]


@pytest.fixture
def evidence(tmp_path: Path) -> Evidence:
    pixels = np.random.default_rng(0).integers(0, 256, (40, 60, 3), dtype=np.uint8)
    save_lossless(pixels, tmp_path / "in.png")
    return read_evidence(tmp_path / "in.png")


def sanitized(evidence: Evidence, filter_id: str, seed: int = 0) -> Sanitized:
    operators = [operator_for(pipeline, evidence.shape) for pipeline in PIPELINES]
    return sanitize_all(evidence.pixels, operators, filter_id, seed=seed)


def test_it_names_input_output_and_what_was_done(evidence: Evidence, tmp_path: Path) -> None:
    result = sanitized(evidence, "random", seed=11)
    path = save_with_record(result, tmp_path / "out.png", evidence)
    assert path == record_path(tmp_path / "out.png") == tmp_path / "out.png.json"
    document = json.loads(path.read_text("utf-8"))
    assert document["input"]["sha256"] == hashlib.sha256((tmp_path / "in.png").read_bytes()).hexdigest()
    assert document["output"]["sha256"] == hashlib.sha256((tmp_path / "out.png").read_bytes()).hexdigest()
    assert document["input"]["size"] == document["output"]["size"] == [60, 40]
    assert (document["filter"], document["requested"], document["seed"]) == ("random", "random", 11)
    assert document["changed_pixels"] == result.changed_pixels > 0
    assert document["pipelines"][1] == {
        "library": "pillow",
        "algorithm": "nearest",
        "target_size": [8, 6],
        "crop": [1, 2, 40, 30],
        "cut": None,
    }
    assert {"aliascope", "opencv", "pillow", "numpy", "python"} <= set(document["versions"])
    assert np.array_equal(read_evidence(tmp_path / "out.png").pixels, result.pixels)


def test_the_record_is_enough_to_do_it_again(evidence: Evidence, tmp_path: Path) -> None:
    document = json.loads(
        save_with_record(sanitized(evidence, "random", seed=3), tmp_path / "a.png", evidence).read_text(
            "utf-8"
        )
    )
    pipelines = [
        Pipeline(
            entry["library"],
            entry["algorithm"],
            (entry["target_size"][1], entry["target_size"][0]),
            None if entry["crop"] is None else tuple(entry["crop"]),
        )
        for entry in document["pipelines"]
    ]
    operators = [operator_for(pipeline, evidence.shape) for pipeline in pipelines]
    again = sanitize_all(evidence.pixels, operators, document["requested"], seed=document["seed"])
    save_with_record(again, tmp_path / "b.png", evidence)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_a_part_of_the_scaled_image_is_named() -> None:
    cut = Pipeline("opencv", "bilinear", (8, 8), (5, 0, 32, 32), Cut((10, 12), 1, 2))
    assert pipeline_entry(cut)["cut"] == {"scaled_size": [12, 10], "left": 2, "top": 1}


@pytest.mark.parametrize(
    ("mode", "lacks"),
    [
        ("RGB 8-bit", ()),
        ("grey 8-bit", ()),
        ("1-bit", ()),
        ("palette 4-bit", ()),
        ("RGB 16-bit", ("its finer levels",)),
        ("grey 32-bit float", ("its finer levels",)),
        ("palette 8-bit + transparency", ("its transparency",)),
        ("RGBA 16-bit", ("its finer levels", "its transparency")),
        ("grey + alpha 8-bit", ("its transparency",)),
        ("CMYK 8-bit", ("its colour space",)),
    ],
)
def test_it_says_what_the_output_lacks_of_its_file(
    evidence: Evidence, tmp_path: Path, mode: str, lacks: tuple[str, ...]
) -> None:
    stored = replace(evidence, mode=mode)
    record = save_with_record(sanitized(stored, "median"), tmp_path / "out.png", stored)
    document = json.loads(record.read_text("utf-8"))
    assert document["input"]["samples"] == mode
    assert document["reduced"].endswith(f"without {' and '.join(lacks)}." if lacks else "")
    assert bool(document["reduced"]) == bool(lacks)


def test_a_file_of_16_bits_with_alpha_is_told_as_such(tmp_path: Path) -> None:
    levels = np.random.default_rng(1).integers(0, 65536, (40, 60, 4), dtype=np.uint16)
    cv2.imwrite(str(tmp_path / "deep.png"), levels)
    deep = read_evidence(tmp_path / "deep.png")
    document = json.loads(
        save_with_record(sanitized(deep, "median"), tmp_path / "out.png", deep).read_text("utf-8")
    )
    assert "without its finer levels and its transparency" in document["reduced"]


def test_agreements_are_kept(evidence: Evidence, tmp_path: Path) -> None:
    document = json.loads(
        save_with_record(sanitized(evidence, "safe"), tmp_path / "a.webp", evidence).read_text("utf-8")
    )
    assert [entry["library"] for entry in document["agreements"]] == ["opencv", "pillow"]
    assert all(entry["after"] < entry["before"] for entry in document["agreements"])
    assert all(entry["to_evidence"] >= 0 for entry in document["agreements"])


@pytest.mark.parametrize("name", ["out.jpg", "in.png", "missing/out.png"])
def test_nothing_is_written_where_it_can_not_be(evidence: Evidence, tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(SaveError):
        save_with_record(
            sanitized(evidence, "median"), tmp_path / name, evidence, protect=[tmp_path / "in.png"]
        )
    assert sorted(tmp_path.iterdir()) == before


def test_nothing_is_written_when_the_record_has_no_place(evidence: Evidence, tmp_path: Path) -> None:
    (tmp_path / "out.png.json").mkdir()
    with pytest.raises(SaveError, match=r"out\.png\.json"):
        save_with_record(sanitized(evidence, "median"), tmp_path / "out.png", evidence)
    assert not (tmp_path / "out.png").exists()
