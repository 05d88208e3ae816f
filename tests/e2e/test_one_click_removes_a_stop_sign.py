"""One click on an attack that hides a stop sign: Stop as scaled, something else after sanitizing."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.samples import sample
from app.views.findings import FindingsView
from tests.support.drops import drop_files

STOP = "Stop"


def test_the_three_answers_stand_side_by_side(qtbot: QtBot, window: MainWindow) -> None:
    assert drop_files(window, [sample("hidden_sign_32").path])
    findings = window.view("findings")
    assert isinstance(findings, FindingsView)
    qtbot.waitUntil(lambda: findings.state == "report", timeout=30_000)
    qtbot.mouseClick(findings.report.headline.sanitize, Qt.MouseButton.LeftButton)
    columns = findings.report.classification.columns
    qtbot.waitUntil(lambda: columns["sanitized"].bars.predictions != (), timeout=120_000)
    best = {key: column.bars.predictions[0] for key, column in columns.items()}
    assert best["scaled"].name == STOP
    assert best["scaled"].confidence > 0.9
    assert best["sanitized"].name != STOP
    assert best["robust"].name != STOP
    assert len({column.mapTo(findings, column.rect().topLeft()).y() for column in columns.values()}) == 1
    assert findings.report.sanitized.pictures.picture.pixels is not None
    assert findings.report.sanitized.save.isEnabled()
