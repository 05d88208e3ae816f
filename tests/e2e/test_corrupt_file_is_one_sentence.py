"""A file that is no image shows one sentence, and the application goes on."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views.findings import FindingsView
from tests.support.drops import drop_files


def test_the_next_good_file_is_inspected_as_if_nothing_had_happened(
    qtbot: QtBot, window: MainWindow, attack_path: Path, tmp_path: Path
) -> None:
    corrupt = tmp_path / "holiday.png"
    corrupt.write_bytes(attack_path.read_bytes()[:200])
    assert drop_files(window, [corrupt])
    qtbot.waitUntil(lambda: window.messages.text != "", timeout=10_000)
    assert window.messages.isVisible()
    assert window.messages.severity == "error"
    assert "holiday.png" in window.messages.text
    assert window.session.evidence.items == ()
    assert drop_files(window, [attack_path])
    findings = window.view("findings")
    assert isinstance(findings, FindingsView)
    qtbot.waitUntil(lambda: findings.state == "report", timeout=30_000)
    assert window.messages.text == ""
