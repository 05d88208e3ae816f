"""The job in the status bar."""

import time
from collections.abc import Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from app.jobs import Job, JobManager
from app.widgets.job_status import JobStatus
from core.progress import Progress


class Waiting(Job):
    """Reports 42 % until cancelled."""

    def __init__(self, title: str, lane: str) -> None:
        super().__init__(title)
        self.lane = lane  # type: ignore[misc]

    def run(self, progress: Progress) -> None:
        while True:
            progress(0.42, "half way")
            time.sleep(0.005)


class Chore(Waiting):
    quiet: ClassVar[bool] = True


@pytest.fixture
def jobs(qapp: object) -> Iterator[JobManager]:
    manager = JobManager()
    yield manager
    assert manager.shutdown(5)


@pytest.fixture
def status(qtbot: QtBot, jobs: JobManager) -> JobStatus:
    widget = JobStatus(jobs)
    qtbot.addWidget(widget)
    return widget


def test_it_shows_title_text_and_progress(qtbot: QtBot, jobs: JobManager, status: JobStatus) -> None:
    assert status.isHidden()
    jobs.start(Waiting("Inspecting street.png", "a"))
    qtbot.waitUntil(lambda: status.title == "Inspecting street.png · half way", timeout=3000)
    bar = status.findChild(QProgressBar)
    assert bar is not None
    assert bar.value() == 420
    assert status.isVisible()


def test_cancel_ends_the_job_and_hides_it(qtbot: QtBot, jobs: JobManager, status: JobStatus) -> None:
    job = Waiting("Inspecting street.png", "a")
    jobs.start(job)
    button = status.findChild(QPushButton)
    assert button is not None
    with qtbot.waitSignal(job.cancelled, timeout=3000):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert status.title == "Cancelling: Inspecting street.png"
    assert status.isHidden()


def test_the_latest_job_is_shown_and_the_others_counted(
    qtbot: QtBot, jobs: JobManager, status: JobStatus
) -> None:
    first, second = Waiting("first", "a"), Waiting("second", "b")
    jobs.start(first)
    jobs.start(second)
    qtbot.waitUntil(lambda: status.title == "second · half way · 1 more", timeout=3000)
    with qtbot.waitSignal(second.cancelled, timeout=3000):
        jobs.cancel(second)
    qtbot.waitUntil(lambda: status.title == "first · half way", timeout=3000)
    assert status.job is first


def test_chores_are_not_mentioned(qtbot: QtBot, jobs: JobManager, status: JobStatus) -> None:
    jobs.start(Chore("sweeping", "a"))
    qtbot.wait(80)
    assert status.isHidden()
    jobs.start(Waiting("first", "b"))
    qtbot.waitUntil(lambda: status.title == "first · half way", timeout=3000)
