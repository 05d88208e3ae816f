"""From the command line: craft an attack, find it blind, see what it hides, remove it."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from core.images import RGB, psnr, read_evidence, save_lossless
from core.scaling.robust import area_output
from tests.support.command_line import Finished, aliascope

PIPELINE = ("--library", "opencv", "--algorithm", "bilinear", "--size", "224x224")
CRAFT_KEYS = [
    *("seconds", "solver", "iterations", "epsilon", "max_output_error"),
    *("psnr", "ssim", "l0", "l1", "l2", "linf", "feasible"),
]
INSPECT_KEYS = [
    *("file", "sha256", "width", "height", "verdict", "unsearched", "false_alarm_rate", "summary", "limits"),
    *("known", "target_size", "pipelines", "further", "findings", "told", "region"),
    *("hidden_image", "robust_image", "seconds", "versions"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, astronaut: RGB) -> Path:
    """Holds the portrait at 896×896."""
    folder = tmp_path_factory.mktemp("flow")
    large = cv2.resize(astronaut, (896, 896), interpolation=cv2.INTER_CUBIC)
    save_lossless(np.asarray(large), folder / "portrait.png")
    return folder


@pytest.fixture(scope="module")
def crafted(folder: Path, chelsea_path: Path) -> Finished:
    """The cat hidden in the portrait."""
    return aliascope(
        "craft", folder / "portrait.png", chelsea_path, "-o", folder / "attack.png", *PIPELINE, "--json"
    )


@pytest.fixture(scope="module")
def sanitized(folder: Path, crafted: Finished) -> Finished:
    """The attack image, cleaned."""
    assert crafted.code == 0
    return aliascope("sanitize", folder / "attack.png", "-o", folder / "cleaned.png", *PIPELINE, "--json")


@pytest.fixture(scope="module")
def inspected(folder: Path, sanitized: Finished) -> Finished:
    """All three images inspected blind in one go."""
    assert sanitized.code == 0
    images = [folder / name for name in ("attack.png", "cleaned.png", "portrait.png")]
    (folder / "reports").mkdir()
    return aliascope(
        "inspect", *images, "--json", "--save-hidden", folder / "hidden", "--report", folder / "reports"
    )


def test_the_attack_shows_the_cat_to_the_real_library(crafted: Finished) -> None:
    assert crafted.code == 0
    document = crafted.document
    assert document.keys() >= set(CRAFT_KEYS)
    assert document["max_output_error"] <= 2
    assert document["psnr"] > 14


def test_the_attack_is_found_with_its_size(inspected: Finished) -> None:
    assert inspected.code == 3
    attack = inspected.document[0]
    assert list(attack) == INSPECT_KEYS
    assert attack["verdict"] == "attack"
    assert attack["target_size"] == [224, 224]
    assert (attack["width"], attack["height"]) == (896, 896)
    assert attack["pipelines"][0]["algorithm"] == "bilinear"


def test_the_hidden_image_is_the_cat(inspected: Finished, chelsea: RGB) -> None:
    hidden = read_evidence(inspected.document[0]["hidden_image"])
    assert psnr(hidden.pixels, area_output(chelsea, (224, 224))) > 35
    robust = read_evidence(inspected.document[0]["robust_image"])
    assert robust.shape == hidden.shape
    assert psnr(robust.pixels, hidden.pixels) < 20


def test_cleaned_and_untouched_are_clean(inspected: Finished) -> None:
    _, cleaned, untouched = inspected.document
    assert cleaned["verdict"] == "clean"
    assert untouched["verdict"] == "clean"
    assert untouched["hidden_image"] is None


def test_sanitizing_says_what_it_did(sanitized: Finished) -> None:
    document = sanitized.document
    assert document["filter"] == "median"
    assert 0 < document["changed_pixels"] <= 448 * 448


def test_each_image_has_its_report(folder: Path, inspected: Finished) -> None:
    assert inspected.code == 3
    pages = {path.name.split("-")[0]: path.read_text("utf-8") for path in (folder / "reports").iterdir()}
    assert set(pages) == {"attack", "cleaned", "portrait"}
    assert "Verdict: attack" in pages["attack"]
    assert "Verdict: clean" in pages["portrait"]
    assert inspected.document[0]["sha256"] in pages["attack"]


def test_an_unreadable_image_does_not_keep_the_others_from_inspection(
    folder: Path, crafted: Finished
) -> None:
    assert crafted.code == 0
    (folder / "broken.png").write_bytes(b"\x89PNG")
    done = aliascope("inspect", folder / "broken.png", folder / "attack.png", "--json", *PIPELINE)
    assert done.code == 3
    broken, attack = done.document
    assert set(broken) == {"file", "error"}
    assert attack["verdict"] == "attack"
    assert done.err.count("\n") == 1


def test_one_image_is_one_object(folder: Path, crafted: Finished) -> None:
    assert crafted.code == 0
    done = aliascope("inspect", folder / "attack.png", "--json", *PIPELINE)
    assert list(done.document) == INSPECT_KEYS
