"""Test our models of the libraries against their real calls on this machine."""

from typing import ClassVar

from app.jobs.job import Job
from app.jobs.polling import PolledProgress
from app.jobs.worker import Worker
from core.progress import Progress
from core.scaling.catalogue import ALGORITHMS, Algorithm, library
from core.scaling.self_test import SelfTest, self_test


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
        polled = PolledProgress(progress)
        found = []
        for done, algorithm in enumerate(ALGORITHMS):
            polled(done / len(ALGORITHMS), f"{library(algorithm.library).title} {algorithm.title}")
            found.append(self._test(algorithm, polled))
            self.publish(found[-1])
        return tuple(found)

    def _test(self, algorithm: Algorithm, polled: PolledProgress) -> SelfTest:
        if library(algorithm.library).in_worker:
            return self._worker.call(self_test, algorithm, progress=polled.poll)
        return self_test(algorithm)
