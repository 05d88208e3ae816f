"""Inspecting many files, several processes at a time."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from core.detection.scan_file import BatchOptions, Scanned, prepare, scan_file
from core.errors import AliascopeError
from core.progress import Progress, no_progress

__all__ = ["BatchOptions", "Scanned", "scan_files"]

_POLL_SECONDS = 0.1
_AHEAD = 3
"""Files handed out per process, so that none waits and memory stays small."""
_THREAD_LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def scan_files(
    files: Sequence[tuple[Path, str]],
    options: BatchOptions | None = None,
    *,
    progress: Progress = no_progress,
) -> Iterator[Scanned]:
    """Inspect files, given as (path, name in the record), and yield each result as soon as it is there.

    A file that can not be read yields a record with an error. `progress` is called ten times a second at
    least; when it raises, the processes end within about as long. Raises `AliascopeError` when one died.
    """
    options = options or BatchOptions()
    context = get_context("spawn")
    stop = context.Event()
    with _one_thread_each(options.jobs):
        pool = ProcessPoolExecutor(options.jobs, context, initializer=prepare, initargs=(stop,))
        try:
            yield from _results(pool, files, options, progress)
        except BrokenProcessPool as error:
            raise AliascopeError(
                "A scanning process ended unexpectedly, most likely for want of memory; scan again with "
                "fewer jobs, finished files are kept."
            ) from error
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)


def _results(
    pool: ProcessPoolExecutor, files: Sequence[tuple[Path, str]], options: BatchOptions, progress: Progress
) -> Iterator[Scanned]:
    waiting = iter(files)
    running: set[Future[Scanned]] = set()
    done = 0
    while True:
        while len(running) < _AHEAD * options.jobs and (item := next(waiting, None)) is not None:
            running.add(pool.submit(scan_file, *item, options))
        if not running:
            return
        progress(done / len(files), f"Scanned {done} of {len(files)}")
        ready, running = wait(running, timeout=_POLL_SECONDS, return_when=FIRST_COMPLETED)
        for future in ready:
            done += 1
            yield future.result()


@contextmanager
def _one_thread_each(jobs: int) -> Iterator[None]:
    """Processes started inside use one thread each, where there are several: more get in each other's way."""
    before = {name: os.environ.get(name) for name in _THREAD_LIMITS}
    if jobs > 1:
        os.environ.update(dict.fromkeys(_THREAD_LIMITS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
