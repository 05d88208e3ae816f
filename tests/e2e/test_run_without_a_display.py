"""Without a display the program walks through the window by itself and leaves a report and a picture."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from app.samples import samples

REPOSITORY = Path(__file__).parents[2]


def walk(folder: Path, *images: Path) -> subprocess.CompletedProcess[str]:
    """Run `aliascope --offscreen-tour` on `images`, with settings of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    environment["ALIASCOPE_SETTINGS"] = str(folder / "settings.ini")
    command = [sys.executable, "-m", "app", "--offscreen-tour", str(folder / "out"), *map(str, images)]
    return subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False, timeout=240
    )


def test_a_bundled_attack_is_found_reported_and_pictured(tmp_path: Path) -> None:
    attack = next(entry for entry in samples() if entry.key == "hidden_sign_32")
    done = walk(tmp_path, attack.path)
    assert done.returncode == 0, done.stderr
    first, summary, classes, *_ = done.stdout.splitlines()
    assert first.startswith("hidden_sign_32.png: ")
    assert "clean" not in first
    assert "hidden size 32×32" in first
    assert "32×32" in summary
    assert "scaled: Stop" in classes
    assert "sanitized: Stop" not in classes
    with Image.open(tmp_path / "out" / "findings.png") as picture:
        assert picture.size[0] >= 640
    assert "hidden_sign_32.png" in (tmp_path / "out" / "report.html").read_text("utf-8")
    assert done.stderr == ""


@pytest.mark.parametrize("content", [b"", b"no image"])
def test_a_file_that_is_no_image_fails_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.png"
    path.write_bytes(content)
    done = walk(tmp_path, path)
    assert done.returncode == 1
    assert done.stdout.startswith("Failed: ")
    assert "broken.png" in done.stdout
    assert done.stderr == ""
