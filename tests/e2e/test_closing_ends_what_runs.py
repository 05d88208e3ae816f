"""Closing the window while it works cancels the work and leaves nothing behind."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from tests.support.drops import drop_files


def test_a_window_closed_while_it_inspects_goes_at_once_and_ends_its_jobs(
    qtbot: QtBot, window: MainWindow, attack_path: Path
) -> None:
    session = window.session
    assert drop_files(window, [attack_path])
    qtbot.waitUntil(lambda: session.jobs.is_busy)
    window.close()
    assert not window.isVisible()
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=15_000)
    assert all(item.inspection is None for item in session.evidence.items)
