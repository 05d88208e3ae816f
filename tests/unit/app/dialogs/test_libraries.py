"""The libraries dialog tests the installed libraries, line by line."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.dialogs.libraries import ALGORITHM, HEADS, LIBRARY, SAMPLED, TEST, VERSION, WIDTH, LibrariesDialog
from app.jobs import self_test_job
from app.models import Session
from core.scaling.catalogue import ALGORITHMS, LIBRARIES, Algorithm, library
from core.scaling.self_test import SelfTest
from core.scaling.versions import library_versions

LANCZOS = ("pillow", "lanczos")


def bad_lanczos(algorithm: Algorithm) -> SelfTest:
    """All models hold, but Pillow's Lanczos."""
    return SelfTest(algorithm, 9 if (algorithm.library, algorithm.id) == LANCZOS else 0, algorithm.bound)


def good(algorithm: Algorithm) -> SelfTest:
    """All models hold."""
    return SelfTest(algorithm, 0, algorithm.bound)


@pytest.fixture
def called() -> list[str]:
    """Libraries whose test ran in the worker."""
    return []


@pytest.fixture
def session(qapp: object, monkeypatch: pytest.MonkeyPatch, called: list[str]) -> Iterator[Session]:
    monkeypatch.setattr(self_test_job, "remembered_self_test", bad_lanczos)
    made = Session()

    def call(function: object, algorithm: Algorithm, **_: object) -> SelfTest:
        called.append(algorithm.library)
        return function(algorithm)  # type: ignore[operator, no-any-return]

    made.worker.call = call  # type: ignore[method-assign, assignment]
    yield made
    assert made.jobs.shutdown(5)


def shown(qtbot: QtBot, session: Session) -> LibrariesDialog:
    dialog = LibrariesDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    return dialog


def test_every_line_gets_its_result(qtbot: QtBot, session: Session, called: list[str]) -> None:
    dialog = shown(qtbot, session)
    lines = [tuple(row(dialog, number)) for number in range(dialog.table.rowCount())]
    assert [(line[LIBRARY], line[ALGORITHM]) for line in lines] == [
        (library(entry.library).title, entry.title) for entry in ALGORITHMS
    ]
    for entry, line in zip(ALGORITHMS, lines, strict=True):
        failed = (entry.library, entry.id) == LANCZOS
        assert line[TEST] == ("FAILED: 9 of 0 allowed" if failed else f"passed: 0 of {entry.bound} allowed")
    assert f"Pillow {library_versions()['pillow']} Lanczos" in dialog.outcome.text()
    assert set(called) == {entry.id for entry in LIBRARIES if entry.in_worker}


def test_all_is_well_in_one_sentence(qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test_job, "remembered_self_test", good)
    assert (
        shown(qtbot, session).outcome.text()
        == f"All {len(ALGORITHMS)} models hold for the installed libraries."
    )


def test_versions_are_those_installed(qtbot: QtBot, session: Session) -> None:
    dialog = shown(qtbot, session)
    rows = [row(dialog, number) for number in range(dialog.table.rowCount())]
    versions = library_versions()
    for owner in LIBRARIES:
        assert {line[VERSION] for line in rows if line[LIBRARY] == owner.title} == {versions[owner.id]}


def test_figures_follow_the_ratio(qtbot: QtBot, session: Session) -> None:
    dialog = shown(qtbot, session)
    place = [(entry.library, entry.id) for entry in ALGORITHMS].index(("opencv", "bilinear"))
    assert [row(dialog, place)[column] for column in (WIDTH, SAMPLED)] == ["2 < β", "25 %"]
    dialog.ratio_box.setValue(8)
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    assert row(dialog, place)[SAMPLED] == "6.25 %"


def test_lines_sort_by_value_from_the_keyboard(qtbot: QtBot, session: Session) -> None:
    dialog = shown(qtbot, session)
    dialog.sort_box.setCurrentIndex(TEST)
    dialog.sort_box.activated.emit(TEST)
    assert row(dialog, dialog.table.rowCount() - 1)[TEST].startswith("FAILED")
    dialog.table.sortItems(WIDTH, Qt.SortOrder.DescendingOrder)
    widths = [float(row(dialog, number)[WIDTH].split()[0]) for number in range(dialog.table.rowCount())]
    assert widths == sorted(widths, reverse=True)
    assert dialog.sort_box.currentText() == HEADS[WIDTH]


def test_closing_gives_the_test_up(qtbot: QtBot, session: Session) -> None:
    dialog = LibrariesDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.job.cancelled, timeout=10_000):
        dialog.close()


def row(dialog: LibrariesDialog, number: int) -> list[str]:
    """The words of a line."""
    cells = [dialog.table.item(number, column) for column in range(len(HEADS))]
    return [cell.text() if cell is not None else "" for cell in cells]
