"""A worker that answers from this process: no process to start, nothing to import."""

from collections.abc import Callable
from typing import Any

import numpy as np

from app.jobs import worker_image
from app.jobs.worker import Worker
from core.classification.classify import Prediction, classify
from core.images.arrays import RGB


class AnsweringWorker(Worker):
    """Calls light pictures “Stop” and dark ones “Give way”; what it is to scale comes out black.

    `classified` are the pictures it was asked about; everything else it runs itself.
    """

    def __init__(self) -> None:
        super().__init__(warm=False)
        self.classified: list[RGB] = []

    def call(self, function: Callable[..., Any], *args: Any, **_: Any) -> Any:
        if function is worker_image.scale:
            return np.zeros((*args[1].target_shape, 3), np.uint8)
        if function is not classify:
            return function(*args)
        self.classified.append(args[0])
        light = float(np.mean(args[0])) > 100
        return (Prediction(14, "Stop", 0.9) if light else Prediction(13, "Give way", 0.8),)
