"""The job manager: the only owner of background threads."""

import threading
import time
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance

from app.jobs.job import Job
from core.progress import Cancelled

Outcome = Literal["finished", "failed", "cancelled"]

DELIVERY_INTERVAL_MS = 33
MAX_THREADS = 4


class _Run:
    """One job on its thread. Only `latest` and `cancel` are shared between the two threads."""

    def __init__(self, job: Job, settled: SignalInstance) -> None:
        self.job = job
        self.cancel = threading.Event()
        self.latest: tuple[float, str] | None = None
        self.delivered: tuple[float, str] | None = None
        self._settled = settled
        self.thread = threading.Thread(target=self._work, name=f"job: {job.title}", daemon=True)

    def progress(self, fraction: float, text: str) -> None:
        if self.cancel.is_set():
            raise Cancelled
        self.latest = (min(max(float(fraction), 0.0), 1.0), text)

    def _work(self) -> None:
        outcome: Outcome
        try:
            value: object = self.job.run(self.progress)
            outcome = "finished"
        except Cancelled:
            outcome, value = "cancelled", None
        except Exception as error:  # noqa: BLE001 - whatever a job raises is its result
            outcome, value = "failed", error
        self._settled.emit(self, outcome, value)


class JobManager(QObject):
    """Runs jobs on background threads and delivers their signals on the GUI thread.

    Lives on the GUI thread; every method is called from there. The threads never emit a job's signals
    themselves: progress is sampled by a timer (so a chatty job cannot flood the event loop) and the end of a
    job comes through one queued signal. Slots may therefore be plain functions.
    """

    job_started = Signal(object)
    job_ended = Signal(object)
    job_failed = Signal(object, object)
    """Job and exception; emitted after the job's own `failed`."""
    idle = Signal()
    """Nothing runs and nothing waits any more."""
    _settled = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None, *, max_threads: int = MAX_THREADS) -> None:
        super().__init__(parent)
        self._max_threads = max_threads
        self._waiting: list[Job] = []
        self._running: dict[Job, _Run] = {}
        self._closed = False
        self._settled.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._clock = QTimer(self)
        self._clock.setInterval(DELIVERY_INTERVAL_MS)
        self._clock.timeout.connect(self._deliver)

    @property
    def is_busy(self) -> bool:
        """True while a job runs or waits."""
        return bool(self._running or self._waiting)

    def jobs(self) -> tuple[Job, ...]:
        """Every job that runs, oldest first, then every job that waits."""
        return (*self._running, *self._waiting)

    def start(self, job: Job) -> None:
        """Run `job` as soon as its lane and a thread are free. After `shutdown` it is cancelled at once."""
        if self._closed:
            job.cancelled.emit()
            return
        self._waiting.append(job)
        self._pump()

    def cancel(self, job: Job | None = None) -> None:
        """Cancel `job`, or every job. A waiting job ends at once, a running one at its next progress call."""
        for waiting in [one for one in self._waiting if job in (None, one)]:
            self._waiting.remove(waiting)
            self._announce_end(waiting, "cancelled", None)
        for run in [run for one, run in self._running.items() if job in (None, one)]:
            run.cancel.set()

    def cancel_lane(self, lane: str) -> None:
        """Cancel every job of `lane`, so that the next one replaces them."""
        for job in self.jobs():
            if job.lane == lane:
                self.cancel(job)

    def shutdown(self, timeout: float = 10.0) -> bool:
        """Refuse new jobs, cancel all and wait at most `timeout` seconds; True when every thread has ended.

        Blocks the caller. The window first hides, cancels and waits for `idle`, so here nothing is left.
        """
        self._closed = True
        self.cancel(None)
        deadline = time.monotonic() + timeout
        for run in list(self._running.values()):
            run.thread.join(max(0.0, deadline - time.monotonic()))
        self._clock.stop()
        return not any(run.thread.is_alive() for run in self._running.values())

    def _pump(self) -> None:
        busy_lanes = {job.lane for job in self._running}
        for job in list(self._waiting):
            if job.lane not in busy_lanes and len(self._running) < self._max_threads:
                busy_lanes.add(job.lane)
                self._launch(job)

    def _launch(self, job: Job) -> None:
        self._waiting.remove(job)
        run = _Run(job, self._settled)
        self._running[job] = run
        self._clock.start()
        self.job_started.emit(job)
        run.thread.start()

    def _deliver(self) -> None:
        for run in list(self._running.values()):
            self._deliver_run(run)

    def _deliver_run(self, run: _Run) -> None:
        if run.cancel.is_set():
            return
        if run.latest is not None and run.latest != run.delivered:
            run.delivered = run.latest
            run.job.progressed.emit(*run.latest)
        for part in run.job.take_parts():
            run.job.partial.emit(part)

    def _settle(self, run: _Run, outcome: Outcome, value: object) -> None:
        run.thread.join()
        self._deliver_run(run)
        del self._running[run.job]
        self._pump()
        late = run.cancel.is_set() and outcome == "finished"
        self._announce_end(run.job, "cancelled" if late else outcome, None if late else value)

    def _announce_end(self, job: Job, outcome: Outcome, value: object) -> None:
        if outcome == "finished":
            job.finished.emit(value)
        elif outcome == "failed":
            job.failed.emit(value)
            self.job_failed.emit(job, value)
        else:
            job.cancelled.emit()
        self.job_ended.emit(job)
        if not self.is_busy:
            self._clock.stop()
            self.idle.emit()
