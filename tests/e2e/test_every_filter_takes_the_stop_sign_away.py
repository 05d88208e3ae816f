"""Asked after every filter, the model says Stop of the attack as it is scaled and of nothing else."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.samples import sample
from app.views.findings import FindingsView
from tests.support.drops import drop_files

STOP = "Stop"


def test_only_the_unfiltered_output_is_a_stop_sign(qtbot: QtBot, window: MainWindow) -> None:
    assert drop_files(window, [sample("hidden_sign_32").path])
    findings = window.view("findings")
    assert isinstance(findings, FindingsView)
    qtbot.waitUntil(lambda: findings.state == "report", timeout=30_000)
    panel = findings.report.classification
    qtbot.mouseClick(panel.every_filter, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.by_filter.isHidden(), timeout=120_000)
    item = findings.item
    assert item is not None
    assert item.by_filter is not None
    answers = {entry.title: entry.prediction for entry in item.by_filter.answers}
    stopped = [title for title, answer in answers.items() if answer is not None and answer.name == STOP]
    assert stopped == [f"As scaled by {item.by_filter.pipeline.label}"]
    assert {"After selective median", "After selective random", "After safe re-encoding"} <= answers.keys()
    assert all(answer is not None for answer in answers.values())
