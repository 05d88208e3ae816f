"""What runs inside the worker process: answer calls one at a time until the parent hangs up."""

import contextlib
import inspect
import multiprocessing
import os
import pickle
import signal
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from core.progress import Progress

PROGRESS_INTERVAL_SECONDS = 0.03


def serve(connection: Connection, warm: bool) -> None:
    """Entry point of the process. Replies are ("progress", fraction, text), ("result", x) or ("error", e)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle; it closes us
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"  # same numbers on every machine
    os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
    threading.Thread(target=_die_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError, OSError):
        if warm:
            _warm_up()
        _reply(connection, "ready")
        while True:
            _answer(connection, *pickle.loads(connection.recv_bytes()))


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # a native solver would not notice anything gentler


def _warm_up() -> None:
    """Pay the slow imports now. A failure here is not reported: the call that needs the part will say it."""
    with contextlib.suppress(Exception):
        from core.classification.model import load_classifier

        load_classifier(None)


def _answer(
    connection: Connection, function: Callable[..., Any], args: Any, keywords: dict[str, Any]
) -> None:
    try:
        if _takes_progress(function):
            keywords["progress"] = _progress_to(connection)
        reply: tuple[str, object] = ("result", function(*args, **keywords))
    except Exception as error:  # noqa: BLE001 - it is the caller's to handle
        reply = ("error", _portable(error))
    _reply(connection, *reply)


def _takes_progress(function: Callable[..., Any]) -> bool:
    try:
        return "progress" in inspect.signature(function).parameters
    except ValueError:  # functions written in C may have no signature
        return False


def _progress_to(connection: Connection) -> Progress:
    last = 0.0

    def report(fraction: float, text: str) -> None:
        nonlocal last
        if time.monotonic() - last >= PROGRESS_INTERVAL_SECONDS:
            last = time.monotonic()
            _reply(connection, "progress", float(fraction), text)

    return report


def _portable(error: Exception) -> Exception:
    """The error with this process's traceback as a note, or a plain one when it does not survive pickling."""
    note = "In the worker process:\n" + "".join(traceback.format_exception(error))
    try:
        copy = pickle.loads(pickle.dumps(error))
        portable: Exception = copy if isinstance(copy, Exception) else RuntimeError(str(error))
    except Exception:  # noqa: BLE001 - constructors of foreign exceptions raise anything
        portable = RuntimeError(f"{type(error).__name__}: {error}")
    portable.add_note(note)
    return portable


def _reply(connection: Connection, kind: str, *content: object) -> None:
    connection.send_bytes(pickle.dumps((kind, *content), protocol=5))
