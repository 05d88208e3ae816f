"""The table of PSNR: what it attacks, how it counts, and that the command writes it."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.attacks import psnr_table
from core.attacks.psnr_table import main, table
from core.attacks.psnr_trials import BINS, RATIOS, Subject, Trial, shrunk, subjects
from core.images import RGB

NEAREST = Subject("opencv", "nearest")


def test_every_ratio_has_a_bin_and_the_area_attacks_a_row() -> None:
    assert all(any(low <= ratio < high for low, high in BINS) for ratio in RATIOS)
    titles = [subject.title for subject in subjects()]
    assert "OpenCV nearest" in titles
    assert titles[-2:] == ["OpenCV area, area attack L1", "OpenCV area, area attack L0"]


def test_a_row_is_the_mean_of_each_bin_and_the_share_that_missed() -> None:
    found = [Trial(NEAREST, ratio, 10 + ratio, 1.0, 0.0, None) for ratio in RATIOS]
    found.append(Trial(NEAREST, 4.0, 18.0, 7.0, 0.25, 0.5))
    (row,) = (line for line in table(found, 1).splitlines() if line.startswith("| OpenCV nearest"))
    assert row == "| OpenCV nearest | 12.5 | 13.0 | 16.0 | 15.7 | 19.0 | 12.5 % | 25.00 % | 50 % | 7 |"


def test_the_command_attacks_and_writes(
    tmp_path: Path, astronaut: RGB, coffee: RGB, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, picture in (("one.png", astronaut), ("two.png", coffee)):
        Image.fromarray(np.ascontiguousarray(picture)).save(tmp_path / name)
    monkeypatch.setattr(psnr_table, "subjects", lambda: (NEAREST,))
    assert main([str(tmp_path), "-o", str(tmp_path / "table.md"), "--pairs", "1"]) == 0
    written = (tmp_path / "table.md").read_text("utf-8")
    assert "| OpenCV nearest | " in written
    assert "Beside the paper" in written
    assert min(shrunk(astronaut).shape[:2]) == 240
    assert main([str(tmp_path / "none"), "-o", str(tmp_path / "other.md")]) == 2
    assert not (tmp_path / "other.md").exists()
