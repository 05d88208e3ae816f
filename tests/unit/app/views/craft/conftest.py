"""The Craft view for a small pipeline, on a session whose worker answers from this process."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.flows import bind
from app.models import Session
from app.views.craft import CraftView
from tests.support.answering_worker import AnsweringWorker
from tests.support.crafting import PIPELINE


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    """Models and jobs of a window without the window."""
    del qtbot
    made = Session(worker=AnsweringWorker())
    bind(made)
    yield made
    assert made.jobs.shutdown()
    made.worker.close()


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> CraftView:
    """The view, shown."""
    session.pipeline.set(PIPELINE)
    widget = CraftView(session)
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.show()
    return widget
