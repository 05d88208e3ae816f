"""Calling the worker from the middle of a longer job."""

from collections.abc import Callable
from functools import partial

from app.jobs.worker import Worker
from core.images.arrays import RGB
from core.progress import Progress
from core.scaling.catalogue import library
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize


class PolledProgress:
    """A `Progress` that remembers its last report; a wait repeats it to learn of cancelling."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._last = (0.0, "")

    def __call__(self, fraction: float, text: str) -> None:
        """Report and remember."""
        self._last = (fraction, text)
        self._progress(fraction, text)

    def poll(self, fraction: float, text: str) -> None:  # noqa: ARG002 - the inner figures say nothing here
        """Repeat the last report; raises `Cancelled` like any other."""
        self._progress(*self._last)


def worker_resize(worker: Worker, progress: PolledProgress) -> Callable[[RGB, Pipeline], RGB]:
    """`core.scaling.real_calls.real_resize`, with the calls that belong there made in the worker process.

    Those are polled also while a large image is handed over, and while a cancelled process is replaced.
    """
    from core.attacks.beside import beside

    def resize(image: RGB, pipeline: Pipeline) -> RGB:
        if not library(pipeline.library).in_worker:
            return real_resize(image, pipeline)
        called = partial(worker.call, real_resize, image, pipeline, progress=progress.poll)
        return beside(called, lambda: progress.poll(0.0, ""))

    return resize


def cancellable_resize(worker: Worker, progress: PolledProgress) -> Callable[[RGB, Pipeline], RGB]:
    """The same, with calls made here polled as well: of a large image one can take a second.

    What is cancelled meanwhile is dropped when the library has ended by itself.
    """
    from core.attacks.beside import beside

    direct = worker_resize(worker, progress)

    def resize(image: RGB, pipeline: Pipeline) -> RGB:
        if library(pipeline.library).in_worker:
            return direct(image, pipeline)
        return beside(lambda: direct(image, pipeline), lambda: progress.poll(0.0, ""))

    return resize
