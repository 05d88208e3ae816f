"""What `craft` prints is what the image does: the whole target, a part of it, or not the target."""

import json
from pathlib import Path

import numpy as np
import pytest

from app.cli.main import run
from core.images.decoding import read_evidence
from core.images.saving import save_lossless
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output

PIPELINE = ("--library", "opencv", "--algorithm", "bilinear", "--size", "64x32")
SHAPE = (32, 64)
LOOSE = ("--variant", "penalty_l2", "--option", "steps=3")


@pytest.fixture
def pair(tmp_path: Path, astronaut_path: Path, chelsea_path: Path) -> tuple[str, ...]:
    return str(astronaut_path), str(chelsea_path), "-o", str(tmp_path / "out.png")


def beyond(pair: tuple[str, ...], epsilon: float) -> tuple[int, int]:
    """Output pixels further than `epsilon` from the target, and the largest error, as they really are."""
    output = real_resize(read_evidence(Path(pair[3])).pixels, Pipeline("opencv", "bilinear", SHAPE))
    error = np.abs(output.astype(int) - area_output(read_evidence(Path(pair[1])).pixels, SHAPE)).max(axis=2)
    return int((error > epsilon).sum()), int(error.max())


def test_an_attack_that_works_scales_to_the_target(
    pair: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["craft", *pair, *PIPELINE]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first.endswith("out.png: scales to the target with OpenCV bilinear 64×32")


def test_one_that_does_not_misses_it_by_what_is_measured(
    pair: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["craft", *pair, *PIPELINE, *LOOSE, "--epsilon", "2"]) == 0
    printed = capsys.readouterr()
    count, largest = beyond(pair, 2)
    assert count > 100
    miss = f"({count:,} of 2,048 output pixels beyond ε = 2, the largest error {largest})"
    assert printed.out.splitlines()[0].endswith(f"misses the target with OpenCV bilinear 64×32 {miss}")
    assert "scales to the target" not in printed.out
    assert "more steps" in printed.err


def test_a_region_shows_a_part_and_says_which(
    pair: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    local = ("--variant", "local", "--region", "64,128,128,256")
    assert run(["craft", *pair, *PIPELINE, *local]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert "scales to the target only inside the region with" in printed[0]
    assert printed[0].endswith("(256 of 2,048 output pixels)")
    assert "  Region 128×256 at (64, 128): 256 of 2,048 output pixels show the target" in printed


def test_a_script_learns_the_region_and_how_much_it_shows(
    pair: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["craft", *pair, *PIPELINE, "--region", "64,128,128,256", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["region"] == [64, 128, 128, 256]
    goal = document["goals"][0]
    assert (goal["output_pixels"], goal["wanted"], goal["shown"], goal["raised"]) == (2048, 256, 256, 0)


def test_without_a_region_all_of_the_output_is_counted(
    pair: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["craft", *pair, *PIPELINE, *LOOSE, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    goal, (count, _) = document["goals"][0], beyond(pair, 1)
    assert document["region"] is None
    assert (goal["wanted"], goal["shown"], goal["raised"]) == (2048, 2048 - count, count)


def test_a_source_that_is_not_used_may_be_small_and_is_said_not_to_be(
    pair: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small, folder = tmp_path / "small.png", tmp_path / "sources"
    folder.mkdir()
    picture = read_evidence(Path(pair[0])).pixels
    save_lossless(np.ascontiguousarray(picture[::40, ::40]), small)
    save_lossless(picture, folder / "large.png")
    chosen = ("--variant", "selected_source", "--option", f"folder={folder}")
    text = ("--text", "STOP", "--text-background", "source")
    assert run(["craft", str(small), *pair[2:], *PIPELINE, *chosen, *text]) == 0
    assert "The source given was not attacked; large.png" in capsys.readouterr().err
    assert read_evidence(Path(pair[3])).shape == picture.shape[:2]


def test_a_batch_says_of_each_pair_whether_it_misses(
    pair: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for rest, missed in (((), False), (LOOSE, True)):
        assert run(["craft-batch", *pair[:2], "-o", str(tmp_path / "all"), *PIPELINE, *rest]) == 0
        assert ("misses the target (ε = 1)" in capsys.readouterr().out) == missed
