"""The dialog for unexpected errors has everything a report needs."""

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.dialogs.bug import BugDialog


def raised() -> ValueError:
    try:
        raise ValueError("broken inside")
    except ValueError as error:
        error.add_note("In the worker process: line 7")
        return error


def test_copy_gives_traceback_notes_and_versions(qtbot: QtBot) -> None:
    dialog = BugDialog(raised())
    qtbot.addWidget(dialog)
    dialog.copy()
    text = QGuiApplication.clipboard().text()
    assert text == dialog.report
    for part in ("ValueError: broken inside", "in raised", "line 7", "opencv", "python"):
        assert part in text
