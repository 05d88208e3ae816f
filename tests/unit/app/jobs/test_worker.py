"""The worker process: results, progress, cancelling, errors, death, the end."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.jobs.worker import Worker, WorkerError
from core.errors import AttackError
from core.progress import Cancelled
from tests.support import slow_functions as slow

REPOSITORY = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    shared = Worker(warm=False)
    yield shared
    shared.close()


class CancelAfter:
    """A progress call that cancels once `seconds` have passed, and keeps what it was told."""

    def __init__(self, seconds: float) -> None:
        self.told: list[tuple[float, str]] = []
        self._deadline = time.monotonic() + seconds
        self.cancelled_at = 0.0

    def __call__(self, fraction: float, text: str) -> None:
        self.told.append((fraction, text))
        if time.monotonic() > self._deadline:
            self.cancelled_at = time.monotonic()
            raise Cancelled


needs_proc = pytest.mark.skipif(
    sys.platform != "linux", reason="reads /proc, to tell zombies from the living"
)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_it_runs_in_one_other_process(worker: Worker) -> None:
    first, second = worker.call(slow.process_id), worker.call(slow.process_id)
    assert first == second == worker.pid
    assert first != os.getpid()


def test_large_arrays_travel_both_ways(worker: Worker) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (2000, 1500, 3), dtype=np.uint8)
    assert np.array_equal(worker.call(slow.inverted, pixels), 255 - pixels)


def test_start_returns_before_the_process_is_there() -> None:
    worker = Worker(warm=False)
    begin = time.monotonic()
    worker.start()
    assert time.monotonic() - begin < 0.05
    assert worker.call(slow.process_id) == worker.pid
    worker.close()


def test_progress_comes_back(worker: Worker) -> None:
    told: list[tuple[float, str]] = []
    result = worker.call(slow.counting, 8, 0.04, progress=lambda *report: told.append(report))
    assert result == 8
    steps = [text for _, text in told if text.startswith("step")]
    assert len(set(steps)) > 3
    assert steps == sorted(steps)


def test_cancelling_a_patient_call_waits_and_spares_the_process(worker: Worker) -> None:
    old = worker.call(slow.process_id)
    begin = time.monotonic()
    with pytest.raises(Cancelled):
        worker.call(slow.sleeping, 0.4, progress=CancelAfter(0.1), patient=True)
    assert time.monotonic() - begin >= 0.4
    assert worker.call(slow.process_id) == old


@needs_proc
def test_cancelling_kills_even_what_does_not_listen(worker: Worker, tmp_path: Path) -> None:
    trace, old = tmp_path / "trace", worker.call(slow.process_id)
    progress = CancelAfter(0.2)
    with pytest.raises(Cancelled):
        worker.call(slow.touch_after, trace, 1.0, progress=progress)
    assert time.monotonic() - progress.cancelled_at < 1.0
    assert not is_alive(old)
    assert worker.call(slow.process_id) not in (old, None)
    time.sleep(0.9)
    assert not trace.exists()


def test_cancelling_is_asked_for_often(worker: Worker) -> None:
    asked: list[float] = []
    worker.call(slow.sleeping, 0.6, progress=lambda *_: asked.append(time.monotonic()))
    gaps = np.diff(asked)
    assert len(asked) >= 6
    assert np.median(gaps) < 0.1


def test_expected_errors_keep_their_type_and_sentence(worker: Worker) -> None:
    with pytest.raises(AttackError, match="larger ε") as caught:
        worker.call(slow.failing_expectedly)
    assert "failing_expectedly" in "".join(caught.value.__notes__)


def test_bugs_come_with_the_traceback_of_the_process(worker: Worker) -> None:
    with pytest.raises(KeyError, match="missing") as caught:
        worker.call(slow.failing)
    assert "slow_functions.py" in "".join(caught.value.__notes__)


def test_an_exception_that_can_not_travel_arrives_as_words(worker: Worker) -> None:
    with pytest.raises(RuntimeError, match="UnportableError: lost argument"):
        worker.call(slow.failing_unportably)


def test_a_dead_process_is_replaced(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="exit code 7"):
        worker.call(slow.dying)
    assert worker.call(slow.process_id) == worker.pid


def test_two_threads_take_turns(worker: Worker) -> None:
    results: list[int] = []

    def count(steps: int) -> None:
        results.append(worker.call(slow.counting, steps, 0.01))

    threads = [threading.Thread(target=count, args=(steps,)) for steps in (3, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(results) == [3, 5]


def test_waiting_for_a_turn_can_be_cancelled(worker: Worker) -> None:
    holder = threading.Thread(target=lambda: worker.call(slow.sleeping, 0.8))
    holder.start()
    time.sleep(0.2)
    pid = worker.pid
    with pytest.raises(Cancelled):
        worker.call(slow.process_id, progress=CancelAfter(0.1))
    assert worker.pid == pid
    holder.join(10)


def test_tensorflow_is_kept_quiet(worker: Worker) -> None:
    assert worker.call(slow.environment, "TF_CPP_MIN_LOG_LEVEL") == "3"
    assert worker.call(slow.environment, "TF_ENABLE_ONEDNN_OPTS") == "0"


@needs_proc
def test_closing_ends_the_process_and_the_call() -> None:
    worker = Worker(warm=False)
    pid = worker.call(slow.process_id)
    ended: list[BaseException] = []

    def call() -> None:
        try:
            worker.call(slow.sleeping, 30)
        except Cancelled as error:
            ended.append(error)

    thread = threading.Thread(target=call)
    thread.start()
    time.sleep(0.2)
    worker.close()
    thread.join(5)
    assert len(ended) == 1
    assert not is_alive(pid)
    assert worker.pid is None


@needs_proc
def test_the_process_does_not_outlive_its_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, sys\n"
        "from app.jobs.worker import Worker\n"
        "from tests.support import slow_functions as slow\n"
        "if __name__ == '__main__':\n"
        "    print(Worker(warm=False).call(slow.process_id), flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=30,
    )
    pid = int(done.stdout)
    deadline = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_alive(pid)
