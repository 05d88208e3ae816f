"""Letting a caller cancel while a library computes: the call runs on a thread of its own, polls go on."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from typing import TypeVar

POLL_SECONDS = 0.05

T = TypeVar("T")


def beside(call: Callable[[], T], poll: Callable[[], None]) -> T:
    """`call()` on another thread, with `poll()` here every 50 ms until it is done.

    What `poll` raises is raised at once; the call then ends by itself and its result is dropped.
    Worth it where the call releases the interpreter's lock for longer than 50 ms, as the libraries do.
    """
    result: Future[T] = Future()
    Thread(target=_run, args=(call, result), name="beside", daemon=True).start()
    while not wait((result,), POLL_SECONDS).done:
        poll()
    return result.result()


def _run(call: Callable[[], T], result: "Future[T]") -> None:
    try:
        result.set_result(call())
    except BaseException as error:  # noqa: BLE001 (handed to the caller)
        result.set_exception(error)
