"""The job manager: order, signals on the GUI thread, cancelling, failures, the end."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import ClassVar

import pytest
from pytestqt.qtbot import QtBot

from app.jobs import Job, JobManager
from core.errors import UnreadableImageError
from core.progress import Progress

TIMEOUT = 5000


class Work(Job):
    """Runs a function of the progress call."""

    def __init__(self, work: Callable[[Progress], object], title: str = "work") -> None:
        super().__init__(title)
        self._work = work
        self.events: list[tuple[str, object]] = []
        self.progressed.connect(lambda fraction, text: self.events.append(("progressed", (fraction, text))))
        self.partial.connect(lambda part: self.events.append(("partial", part)))
        self.finished.connect(lambda value: self.events.append(("finished", value)))
        self.failed.connect(lambda error: self.events.append(("failed", error)))
        self.cancelled.connect(lambda: self.events.append(("cancelled", None)))

    def run(self, progress: Progress) -> object:
        return self._work(progress)

    @property
    def kinds(self) -> list[str]:
        """Names of the signals, in order, without progress."""
        return [kind for kind, _ in self.events if kind != "progressed"]


class OtherLane(Work):
    lane: ClassVar[str] = "other"


@pytest.fixture
def jobs(qapp: object) -> Iterator[JobManager]:
    manager = JobManager()
    yield manager
    assert manager.shutdown(timeout=5)


def until_cancelled(progress: Progress) -> None:
    while True:
        progress(0.5, "waiting")
        time.sleep(0.005)


def settle(qtbot: QtBot, jobs: JobManager) -> None:
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=TIMEOUT)


def test_the_result_arrives_on_the_gui_thread(qtbot: QtBot, jobs: JobManager) -> None:
    threads = []
    job = Work(lambda _: threads.append(threading.current_thread()) or 42)  # type: ignore[func-returns-value]
    job.finished.connect(lambda _: threads.append(threading.current_thread()))
    jobs.start(job)
    settle(qtbot, jobs)
    assert job.events == [("finished", 42)]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_parts_arrive_in_order_and_before_the_end(qtbot: QtBot, jobs: JobManager) -> None:
    def work(progress: Progress) -> str:
        for part in range(5):
            progress(part / 5, "")
            job.publish(part)
        return "all"

    job = Work(work)
    jobs.start(job)
    settle(qtbot, jobs)
    results = [event for event in job.events if event[0] != "progressed"]
    assert results == [*(("partial", part) for part in range(5)), ("finished", "all")]


def test_a_chatty_job_does_not_flood_the_event_loop(qtbot: QtBot, jobs: JobManager) -> None:
    def work(progress: Progress) -> float:
        start = time.monotonic()
        while time.monotonic() - start < 0.5:
            progress((time.monotonic() - start) / 0.5, "chatting")
        return time.monotonic() - start

    job = Work(work)
    jobs.start(job)
    settle(qtbot, jobs)
    reports = len(job.events) - 1
    seconds = job.events[-1][1]
    assert isinstance(seconds, float)
    assert 1 <= reports <= 31 * (seconds + 0.1)


def test_the_last_progress_is_not_lost(qtbot: QtBot, jobs: JobManager) -> None:
    job = Work(lambda progress: progress(1.5, "over the top"))
    jobs.start(job)
    settle(qtbot, jobs)
    assert job.events[0] == ("progressed", (1.0, "over the top"))


def test_jobs_of_one_lane_run_in_order(qtbot: QtBot, jobs: JobManager) -> None:
    running: list[str] = []
    order: list[tuple[str, int]] = []

    def work(name: str) -> Callable[[Progress], None]:
        def run(_: Progress) -> None:
            running.append(name)
            order.append((name, len(running)))
            time.sleep(0.02)
            running.remove(name)

        return run

    for name in "abc":
        jobs.start(Work(work(name)))
    settle(qtbot, jobs)
    assert order == [("a", 1), ("b", 1), ("c", 1)]


def test_lanes_do_not_wait_for_each_other(qtbot: QtBot, jobs: JobManager) -> None:
    met = threading.Barrier(2, timeout=5)
    first, second = Work(lambda _: met.wait()), OtherLane(lambda _: met.wait())
    jobs.start(first)
    jobs.start(second)
    settle(qtbot, jobs)
    assert first.kinds == second.kinds == ["finished"]


def test_cancelling_ends_a_running_job_at_its_next_report(qtbot: QtBot, jobs: JobManager) -> None:
    job = Work(until_cancelled)
    with qtbot.waitSignal(job.progressed, timeout=TIMEOUT):
        jobs.start(job)
    with qtbot.waitSignal(job.cancelled, timeout=TIMEOUT):
        jobs.cancel(job)
    assert job.kinds == ["cancelled"]


def test_a_waiting_job_is_cancelled_without_having_run(qtbot: QtBot, jobs: JobManager) -> None:
    ran = []
    first, waiting = Work(until_cancelled), Work(lambda _: ran.append(1))
    jobs.start(first)
    jobs.start(waiting)
    jobs.cancel(waiting)
    assert waiting.kinds == ["cancelled"]
    jobs.cancel(None)
    settle(qtbot, jobs)
    assert ran == []


def test_a_result_that_comes_after_cancelling_is_dropped(qtbot: QtBot, jobs: JobManager) -> None:
    go = threading.Event()
    job = Work(lambda _: go.wait(5))
    jobs.start(job)
    jobs.cancel(job)
    go.set()
    settle(qtbot, jobs)
    assert job.kinds == ["cancelled"]


def test_cancelling_a_lane_leaves_the_others(qtbot: QtBot, jobs: JobManager) -> None:
    go = threading.Event()
    gone, kept = Work(until_cancelled), OtherLane(lambda _: go.wait(5))
    jobs.start(gone)
    jobs.start(kept)
    jobs.cancel_lane("general")
    go.set()
    settle(qtbot, jobs)
    assert (gone.kinds, kept.kinds) == (["cancelled"], ["finished"])


def test_a_failure_brings_the_exception(qtbot: QtBot, jobs: JobManager) -> None:
    error = UnreadableImageError("x.png is empty; get it again.")
    reported = []
    jobs.job_failed.connect(lambda job, what: reported.append((job, what)))

    def work(_: Progress) -> None:
        raise error

    job = Work(work)
    jobs.start(job)
    settle(qtbot, jobs)
    assert job.events == [("failed", error)]
    assert reported == [(job, error)]


def test_start_and_end_are_announced_once_each(qtbot: QtBot, jobs: JobManager) -> None:
    told: list[str] = []
    jobs.job_started.connect(lambda job: told.append(f"start {job.title}"))
    jobs.job_ended.connect(lambda job: told.append(f"end {job.title}"))
    jobs.idle.connect(lambda: told.append("idle"))
    jobs.start(Work(lambda _: None, "a"))
    jobs.start(Work(lambda _: None, "b"))
    settle(qtbot, jobs)
    assert told == ["start a", "start b", "end a", "end b", "idle"] or told == [
        *("start a", "end a", "start b", "end b", "idle")
    ]


def test_shutdown_cancels_waits_and_refuses(qtbot: QtBot, jobs: JobManager) -> None:
    job = Work(until_cancelled)
    with qtbot.waitSignal(job.progressed, timeout=TIMEOUT):
        jobs.start(job)
    assert jobs.shutdown(timeout=5)
    late = Work(lambda _: 1)
    jobs.start(late)
    assert late.kinds == ["cancelled"]
