"""The libraries dialog tests the installed libraries, line by line."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.dialogs.libraries import TEST_COLUMN, LibrariesDialog
from app.jobs import self_test_job
from app.models import Session
from core.scaling.catalogue import ALGORITHMS, LIBRARIES, Algorithm
from core.scaling.self_test import SelfTest
from core.scaling.versions import library_versions


def bad_lanczos(algorithm: Algorithm) -> SelfTest:
    """All models hold, but Lanczos."""
    return SelfTest(algorithm, 9 if algorithm.id == "lanczos" else 0, algorithm.bound)


@pytest.fixture
def session(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(self_test_job, "self_test", bad_lanczos)
    made = Session()
    made.worker.call = lambda function, algorithm, **_: function(algorithm)  # type: ignore[method-assign]
    yield made
    assert made.jobs.shutdown(5)


def test_every_line_gets_its_result(qtbot: QtBot, session: Session) -> None:
    dialog = LibrariesDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=10_000)
    lines = {
        row: (text(dialog, row, 0), text(dialog, row, TEST_COLUMN)) for row in range(dialog.table.rowCount())
    }
    assert len(lines) == len(ALGORITHMS) + len(LIBRARIES)
    results = [(name.strip(), result) for name, result in lines.values() if result]
    assert len(results) == len(ALGORITHMS)
    for name, result in results:
        assert result == ("FAILED: 9 levels" if name == "Lanczos" else "passed: 0 levels")


def test_versions_are_those_installed(qtbot: QtBot, session: Session) -> None:
    dialog = LibrariesDialog(session)
    qtbot.addWidget(dialog)
    shown = {text(dialog, row, 0): text(dialog, row, 1) for row in range(dialog.table.rowCount())}
    versions = library_versions()
    for library in LIBRARIES:
        assert shown[library.title] == versions[library.id]


def test_closing_gives_the_test_up(qtbot: QtBot, session: Session) -> None:
    dialog = LibrariesDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.job.cancelled, timeout=10_000):
        dialog.close()


def text(dialog: LibrariesDialog, row: int, column: int) -> str:
    cell = dialog.table.item(row, column)
    return cell.text() if cell is not None else ""
