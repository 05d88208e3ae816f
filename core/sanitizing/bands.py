"""Working through the rows of an image on several threads, with one thread reporting."""

import os
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait

from core.progress import Progress

MOST_THREADS = 8
POLL_SECONDS = 0.05
"""How often the caller is asked whether to go on while bands are being worked on."""


def run_bands(
    count: int,
    step: int,
    work: Callable[[slice], None],
    progress: Progress,
    text: str,
    threads: int = MOST_THREADS,
) -> None:
    """Call `work` with slices of at most `step` that cover 0..`count`, on as many threads as there are cores.

    `threads` at most. `progress` is called on the caller's thread, before the first band and at least every
    `POLL_SECONDS`. When it, or `work`, raises, no further band is begun and the exception is passed on once
    those begun are done.
    """
    bands = [slice(start, min(start + step, count)) for start in range(0, count, step)]
    progress(0.0, text)
    if not bands:
        return
    with ThreadPoolExecutor(min(threads, _threads(len(bands)))) as pool:
        open_ = {pool.submit(work, band) for band in bands}
        try:
            while open_:
                open_ = _waited(open_)
                progress(1 - len(open_) / len(bands), text)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _waited(open_: "set[Future[None]]") -> "set[Future[None]]":
    """Wait a moment; the futures that are still open. Raises what a finished one raised."""
    done, still_open = wait(open_, timeout=POLL_SECONDS, return_when=FIRST_EXCEPTION)
    for future in done:
        future.result()
    return set(still_open)


def _threads(bands: int) -> int:
    return max(1, min(MOST_THREADS, os.cpu_count() or 1, bands))
