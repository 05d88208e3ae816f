"""Test our models of the libraries against their real calls on this machine."""

from collections.abc import Callable
from typing import ClassVar

from app.jobs.job import Job
from app.jobs.polling import PolledProgress
from app.jobs.worker import Worker
from core.progress import Progress
from core.scaling.catalogue import ALGORITHMS, Algorithm, library
from core.scaling.self_test import SelfTest, remembered_self_test


class SelfTestJob(Job):
    """Publishes a `SelfTest` per algorithm; result: the tuple of them.

    Libraries that stall the event loop run in the worker.
    """

    lane: ClassVar[str] = "self-test"

    def __init__(self, worker: Worker) -> None:
        super().__init__("Testing the libraries")
        self._worker = worker

    def run(self, progress: Progress) -> tuple[SelfTest, ...]:
        """One test per algorithm."""
        return self_tests(self._worker, progress, self.publish)


def self_tests(
    worker: Worker, progress: Progress, publish: Callable[[SelfTest], None] = lambda _: None
) -> tuple[SelfTest, ...]:
    """Every algorithm's self-test, each run once while the application is open."""
    polled = PolledProgress(progress)
    found = []
    for done, algorithm in enumerate(ALGORITHMS):
        polled(done / len(ALGORITHMS), f"{library(algorithm.library).title} {algorithm.title}")
        found.append(_test(algorithm, worker, polled))
        publish(found[-1])
    return tuple(found)


def _test(algorithm: Algorithm, worker: Worker, polled: PolledProgress) -> SelfTest:
    if library(algorithm.library).in_worker:
        return worker.call(remembered_self_test, algorithm, progress=polled.poll)
    return remembered_self_test(algorithm)
