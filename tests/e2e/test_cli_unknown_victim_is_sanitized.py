"""From the command line: sanitize without knowing the victim, and for several victims at once."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.images import RGB, psnr, read_evidence, save_lossless
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output
from tests.support.command_line import Finished, aliascope

VICTIM = ("--library", "opencv", "--algorithm", "nearest", "--size", "96x96")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, astronaut: RGB, chelsea_path: Path) -> Path:
    """Holds a portrait, and the portrait with the cat hidden for OpenCV nearest 96×96."""
    folder = tmp_path_factory.mktemp("unknown")
    large = cv2.resize(astronaut, (640, 640), interpolation=cv2.INTER_CUBIC)
    save_lossless(np.asarray(large), folder / "portrait.png")
    done = aliascope("craft", folder / "portrait.png", chelsea_path, "-o", folder / "attack.png", *VICTIM)
    assert done.code == 0
    return folder


def sanitize(folder: Path, name: str, *arguments: str) -> Finished:
    return aliascope("sanitize", folder / name, "-o", folder / "out.png", *arguments, "--json")


def test_what_is_found_is_removed(folder: Path, chelsea: RGB) -> None:
    done = sanitize(folder, "attack.png", "--detected")
    assert done.code == 0
    assert done.document["target_size"] == [96, 96]
    assert done.document["filter"] == "median"
    cleaned = read_evidence(folder / "out.png").pixels
    output = real_resize(cleaned, Pipeline("opencv", "nearest", (96, 96)))
    assert psnr(output, area_output(chelsea, (96, 96))) < 15
    assert psnr(cleaned, read_evidence(folder / "portrait.png").pixels) > 28


def test_a_clean_image_is_written_as_it_is(folder: Path) -> None:
    done = sanitize(folder, "portrait.png", "--detected")
    assert done.code == 0
    assert (done.document["filter"], done.document["pipelines"]) == ("none", [])
    assert "Nothing is hidden" in done.err
    assert np.array_equal(
        read_evidence(folder / "out.png").pixels, read_evidence(folder / "portrait.png").pixels
    )


def test_two_pictures_go_together(folder: Path, chelsea: RGB) -> None:
    first, second = folder / "attack.png", folder / "two.png"
    upside_down = folder / "second.png"
    save_lossless(np.ascontiguousarray(chelsea[::-1]), upside_down)
    pipeline = ("--library", "pillow", "--algorithm", "nearest", "--size", "134x134")
    assert aliascope("craft", first, upside_down, "-o", second, *pipeline).code == 0
    done = sanitize(folder, "two.png", "--detected")
    assert done.code == 0
    sizes = {tuple(entry["target_size"]) for entry in done.document["pipelines"]}
    assert sizes == {(96, 96), (134, 134)}
    assert done.document["recheck"]["found"] == []
    record = json.loads(Path(done.document["record"]).read_text("utf-8"))
    assert record["recheck"] == done.document["recheck"]
    assert record["pipelines"] == done.document["pipelines"]
    cleaned = read_evidence(folder / "out.png").pixels
    for library, side, hidden in (("opencv", 96, chelsea), ("pillow", 134, chelsea[::-1])):
        output = real_resize(cleaned, Pipeline(library, "nearest", (side, side)))
        assert psnr(output, area_output(np.ascontiguousarray(hidden), (side, side))) < 15


def test_another_size_is_told(folder: Path) -> None:
    dense = ("--library", "opencv", "--algorithm", "bilinear", "--size", "620x620")
    out = folder / "dense.png"
    done = aliascope("sanitize", folder / "portrait.png", "-o", out, *dense)
    assert done.code == 0
    assert "620×620 instead of 640×640" in done.out
    done = aliascope("sanitize", folder / "portrait.png", "-o", out, *VICTIM)
    assert "instead of" not in done.out


def test_listed_pipelines_agree_and_the_record_says_so(folder: Path) -> None:
    more = ("--also", "pillow:nearest:96x96", "--also", "opencv:bilinear:96x96")
    done = sanitize(folder, "attack.png", *VICTIM, *more, "--filter", "safe")
    assert done.code == 0
    found = done.document["agreements"]
    assert [entry["library"] for entry in found] == ["opencv", "pillow", "opencv"]
    assert all(entry["after"] <= 2 < entry["before"] for entry in found)
    record = json.loads(Path(done.document["record"]).read_text("utf-8"))
    assert record["agreements"] == found
    assert record["input"]["sha256"] == done.document["sha256"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "no pipeline to sanitize for"),
        (("--library", "opencv"), "together"),
        (("--also", "opencv:nearest"), "is not a pipeline"),
        (("--also", "opencv:cubist:9x9"), "no algorithm “cubist”"),
        ((*VICTIM, "--also", "opencv:nearest:50x50", "--filter", "area"), "name one pipeline"),
    ],
)
def test_bad_requests_are_told(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    done = sanitize(folder, "portrait.png", *arguments)
    assert done.code == 2
    assert words in done.err
    assert done.out == ""
