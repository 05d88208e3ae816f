"""An image that the worker process keeps while it is scaled, so that it is sent once.

It goes in bands: pickling all of a large image at once would hold the interpreter's lock, and a second copy.
"""

from typing import Any
from uuid import uuid4

import numpy as np

from app.jobs.polling import PolledProgress
from app.jobs.worker import Worker
from core.images import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize

BAND_BYTES = 4_000_000

KEPT: dict[str, RGB] = {}
"""In the worker process: at most one image, by its key."""


class NotKeptError(Exception):
    """The process does not have the image: it is new, or was asked to keep another one."""


class WorkerImage:
    """`image`, (H, W, 3) uint8, on this side. `resize` sends it when the process lacks it."""

    def __init__(self, worker: Worker, image: RGB, progress: PolledProgress) -> None:
        self._worker, self._image, self._progress = worker, image, progress
        self._key = uuid4().hex
        self._sent = False

    def resize(self, pipeline: Pipeline) -> RGB:
        """The real library's output, made in the process. Cancelling takes effect after the call."""
        if not self._sent:
            self._send()
        try:
            return self._scaled(pipeline)
        except NotKeptError:  # the process is another since
            self._send()
            return self._scaled(pipeline)

    def forget(self) -> None:
        """Give the process its memory back."""
        if self._sent:
            self._call(drop, self._key)
            self._sent = False

    def _send(self) -> None:
        self._call(keep, self._key, self._image.shape)
        self._sent = True
        rows = max(1, BAND_BYTES // self._image[0].nbytes)
        for start in range(0, self._image.shape[0], rows):
            band = np.ascontiguousarray(self._image[start : start + rows])
            self._call(fill, self._key, start, band)

    def _scaled(self, pipeline: Pipeline) -> RGB:
        return np.asarray(self._call(scale, self._key, pipeline), np.uint8)

    def _call(self, function: Any, *args: object) -> object:
        return self._worker.call(function, *args, progress=self._progress.poll, patient=True)


# In the worker process.


def keep(key: str, shape: tuple[int, ...]) -> None:
    """Make room for an image in place of any other."""
    KEPT.clear()
    KEPT[key] = np.empty(shape, np.uint8)


def fill(key: str, start: int, band: RGB) -> None:
    """Take rows from `start` on."""
    kept_image(key)[start : start + len(band)] = band


def scale(key: str, pipeline: Pipeline) -> RGB:
    """The real call."""
    return real_resize(kept_image(key), pipeline)


def drop(key: str) -> None:
    """Keep that image no longer."""
    KEPT.pop(key, None)


def kept_image(key: str) -> RGB:
    """The image of that key. Raises `NotKeptError`."""
    if key not in KEPT:
        raise NotKeptError(key)
    return KEPT[key]
