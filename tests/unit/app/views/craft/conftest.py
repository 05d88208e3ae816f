"""The Craft view for a small pipeline, on a session whose worker answers from this process."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.jobs import worker_image
from app.jobs.worker import Worker
from app.models import Session
from app.views.craft import CraftView
from core.classification.classify import Prediction, classify
from core.images.arrays import RGB
from tests.support.crafting import PIPELINE


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[RGB]:
    """Images the classifier was asked about; it calls light ones “Stop” and dark ones “Give way”.

    What TensorFlow is asked to scale comes out black: importing it would take seconds.
    """
    images: list[RGB] = []

    def call(worker: Worker, function: Callable[..., Any], *args: Any, **keywords: Any) -> Any:
        if function is worker_image.scale:
            return np.zeros((*args[1].target_shape, 3), np.uint8)
        if function is not classify:
            return function(*args)
        images.append(args[0])
        light = float(np.mean(args[0])) > 100
        return (Prediction(14, "Stop", 0.9) if light else Prediction(13, "Give way", 0.8),)

    monkeypatch.setattr(Worker, "call", call)
    return images


@pytest.fixture
def view(qtbot: QtBot, session: Session, asked: list[RGB]) -> CraftView:
    """The view, shown."""
    session.pipeline.set(PIPELINE)
    widget = CraftView(session)
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.show()
    return widget
