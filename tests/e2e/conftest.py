"""The whole window on a session of its own, and attack images made by our own `craft`."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.jobs.preload_job import PreloadJob
from app.main_window import MainWindow
from app.models import Session
from app.settings import Settings
from app.views.catalogue import VIEWS
from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.images import save_lossless
from core.images.arrays import RGB
from core.progress import no_progress
from core.scaling.pipeline import Pipeline


@pytest.fixture(scope="session", autouse=True)
def loaded_views() -> None:
    """Import the views, as the application does in the background while the user looks for a file."""
    PreloadJob([view.module for view in VIEWS]).run(no_progress)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on screen, nothing open; closed as a user closes it."""
    session = Session()
    # Not handed to qtbot, which would delete the window before its jobs have ended.
    shown = MainWindow(session, Settings(tmp_path / "settings.ini"))
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    yield shown
    shown.close()
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=15_000)
    session.jobs.shutdown()
    session.worker.close()
    shown.deleteLater()
    qtbot.wait(0)


@pytest.fixture(scope="session")
def large_astronaut(astronaut: RGB) -> RGB:
    """The portrait at (896, 896, 3)."""
    return np.asarray(cv2.resize(astronaut, (896, 896), interpolation=cv2.INTER_CUBIC), np.uint8)


@pytest.fixture(scope="session")
def attack_path(tmp_path_factory: pytest.TempPathFactory, large_astronaut: RGB, chelsea: RGB) -> Path:
    """A portrait that is a cat for OpenCV bilinear at 224×224."""
    problem = attack_problem(large_astronaut, chelsea, Pipeline("opencv", "bilinear", (224, 224)))
    path = tmp_path_factory.mktemp("attack") / "portrait.png"
    save_lossless(craft(problem).image, path)
    return path
