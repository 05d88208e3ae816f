"""The worker: one persistent process for tensorflow, keras and cvxpy.

They stall the event loop when they run on a thread of the window's process, so they run in a process of
their own; job threads call into it and wait.
"""

import multiprocessing
import pickle
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, ParamSpec, TypeVar, cast

from app.jobs import worker_process
from core.errors import AliascopeError
from core.progress import Cancelled, Progress, no_progress

P = ParamSpec("P")
T = TypeVar("T")

POLL_SECONDS = 0.05
STARTING = "Starting the worker process"


class WorkerError(AliascopeError):
    """The worker process ended before it answered."""


class Worker:
    """Calls functions in one spawned process, one at a time.

    `call` blocks and is only for job threads; `start` and `close` are cheap and meant for the GUI thread.
    Cancelling a call kills the process and starts a new one, because nothing else stops a native solver.
    """

    def __init__(self, *, warm: bool = True) -> None:
        """`warm`: the process imports tensorflow and loads the shipped classifier before the first call."""
        self._warm = warm
        self._turn = threading.Lock()
        self._state = threading.Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._ready = False
        self._closed = False
        self._starter: threading.Thread | None = None

    @property
    def pid(self) -> int | None:
        """Process id of the running worker, None before `start` and after `close`."""
        process = self._process
        return process.pid if process is not None else None

    def start(self) -> None:
        """Start and warm the process in the background; returns at once."""
        if self._starter is None:
            self._starter = threading.Thread(target=self._spawn, name="worker starter", daemon=True)
            self._starter.start()

    def call(
        self,
        function: Callable[..., T],
        *args: Any,
        progress: Progress = no_progress,
        patient: bool = False,
        **keywords: Any,
    ) -> T:
        """Run a module-level `function` in the process and return its result.

        `progress` is polled at least every 100 ms, so it can cancel at any time; when the function itself
        takes a `progress` it reports through this one. Exceptions come back with their own type and the
        process's traceback as a note. Raises `WorkerError` when the process dies.

        `patient` is for short calls: cancelling waits for the answer and spares the process.
        """
        self._take_turn(progress)
        try:
            connection = self._connected(progress)
            while_working = no_progress if patient else progress
            answer = cast(T, self._exchange(connection, (function, args, keywords), while_working))
        except Cancelled:
            if self._ready:  # a worker that is still warming up has nothing to stop
                self._respawn()
            raise
        except (EOFError, BrokenPipeError, ConnectionError, OSError) as error:
            raise self._death() from error
        finally:
            self._turn.release()
        if patient:
            progress(1.0, "")
        return answer

    def close(self, timeout: float = 5.0) -> None:
        """Kill the process and wait for it; every waiting call ends with `Cancelled`."""
        with self._state:
            self._closed = True
        if self._starter is not None:
            self._starter.join(timeout)
        self._kill(timeout)

    def _take_turn(self, progress: Progress) -> None:
        while not self._turn.acquire(timeout=POLL_SECONDS):
            progress(0.0, "Waiting for the worker process")

    def _spawn(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=worker_process.serve, args=(theirs, self._warm), name="aliascope worker", daemon=True
        )
        with self._state:
            if self._closed:
                return
            process.start()
            theirs.close()
            self._process, self._connection, self._ready = process, ours, False

    def _connected(self, progress: Progress) -> Connection:
        """The connection, once the process has said that it is ready."""
        self.start()
        starter = self._starter
        while starter is not None and starter.is_alive():
            self._check(progress, 0.0, STARTING)
            starter.join(POLL_SECONDS)
        connection = self._connection
        if connection is None:
            raise Cancelled
        while not self._ready:
            self._check(progress, 0.0, STARTING)
            if connection.poll(POLL_SECONDS):
                self._ready = pickle.loads(connection.recv_bytes())[0] == "ready"
        return connection

    def _exchange(self, connection: Connection, request: object, progress: Progress) -> object:
        connection.send_bytes(pickle.dumps(request, protocol=5))
        fraction, text = 0.0, ""
        while True:
            self._check(progress, fraction, text)
            if not connection.poll(POLL_SECONDS):
                continue
            kind, *content = pickle.loads(connection.recv_bytes())
            if kind == "progress":
                fraction, text = content
            elif kind == "error":
                raise content[0]
            else:
                return content[0]

    def _check(self, progress: Progress, fraction: float, text: str) -> None:
        if self._closed:
            raise Cancelled
        progress(fraction, text)

    def _death(self) -> Exception:
        if self._closed:
            return Cancelled()
        process = self._process
        if process is not None:
            process.join(1.0)
        code = process.exitcode if process is not None else None
        self._respawn()
        return WorkerError(
            f"The worker process ended in the middle of its work (exit code {code}), perhaps for lack of "
            "memory; a new one has been started, so try again or use a smaller image."
        )

    def _respawn(self) -> None:
        self._kill(1.0)
        with self._state:
            if self._closed:
                return
            self._starter = None
        self.start()

    def _kill(self, timeout: float) -> None:
        with self._state:
            process = self._process
            # The connection is only dropped: a call that still polls it reads the end of the stream.
            self._process, self._connection, self._ready = None, None, False
        if process is not None:
            process.kill()
            process.join(timeout)
