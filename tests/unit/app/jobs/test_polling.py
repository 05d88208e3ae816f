"""Calls into the worker from the middle of a job can be cancelled whatever the worker is at."""

from threading import Event
from typing import Any

import numpy as np
import pytest

from app.jobs.polling import PolledProgress, worker_resize
from app.jobs.worker import Worker
from core.images.arrays import RGB
from core.progress import Cancelled, no_progress
from core.scaling.pipeline import Pipeline
from tests.support.answering_worker import AnsweringWorker

PIPELINE = Pipeline("tensorflow", "bilinear", (16, 16))


class _Deaf(Worker):
    """Takes in a large image without asking anybody."""

    def __init__(self, finish: Event) -> None:
        super().__init__(warm=False)
        self.finish = finish

    def call(self, *_: Any, **__: Any) -> Any:
        self.finish.wait(20)


def test_cancelling_does_not_wait_for_the_hand_over(chelsea: RGB) -> None:
    finish, polls = Event(), list[float]()

    def progress(fraction: float, text: str) -> None:
        polls.append(fraction)
        if len(polls) == 3:
            raise Cancelled

    resize = worker_resize(_Deaf(finish), PolledProgress(progress))
    with pytest.raises(Cancelled):
        resize(chelsea, PIPELINE)
    assert not finish.is_set()
    finish.set()


def test_what_the_worker_makes_comes_back(chelsea: RGB, monkeypatch: pytest.MonkeyPatch) -> None:
    made = np.zeros((16, 16, 3), np.uint8)
    monkeypatch.setattr("app.jobs.polling.real_resize", lambda *_: made)
    resize = worker_resize(AnsweringWorker(), PolledProgress(no_progress))
    assert resize(chelsea, PIPELINE) is made
