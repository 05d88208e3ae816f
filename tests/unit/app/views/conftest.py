"""A session that leaves nothing running."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.flows import bind
from app.models import Session


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    """Models and jobs of a window without the window; its worker is never started."""
    del qtbot
    made = Session()
    bind(made)
    yield made
    assert made.jobs.shutdown()
    made.worker.close()
