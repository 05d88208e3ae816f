"""The last lines of a scan."""

from dataclasses import replace

import pytest

from app.cli.console import Console
from app.cli.scan_result import conclude
from core.detection.scan_record import ScanRecord

CLEAN = ScanRecord("cup.png", 1, 1, "aa", 600, 400, "clean", 0.3, pictures=1)


def test_files_of_which_only_the_first_picture_was_inspected_are_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    console = Console(as_json=False)
    conclude([CLEAN, replace(CLEAN, pictures=None)], 2, 1.0, {}, console)
    assert "further pictures" not in capsys.readouterr().out
    conclude([CLEAN, replace(CLEAN, pictures=4)], 2, 1.0, {}, console)
    assert "1 file holds further pictures" in capsys.readouterr().out
