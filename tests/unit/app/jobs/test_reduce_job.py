"""Pictures reduced for display are area averages, made off the GUI thread when they are large."""

import threading

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app import flows
from app.jobs import JobManager
from app.jobs.reduce_job import SIDE, ReduceJob, needs_reducing, reduced
from app.models import Session
from core.images.arrays import RGB
from core.progress import Progress
from core.scaling.robust import area_output


def test_a_small_picture_is_left_alone(astronaut: RGB) -> None:
    assert not needs_reducing(astronaut)
    assert reduced(astronaut) is astronaut


@pytest.mark.parametrize("shape", [(2 * SIDE, SIDE), (300, 3 * SIDE), (1, 5000)])
def test_a_large_picture_is_averaged_with_its_aspect_kept(shape: tuple[int, int]) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (*shape, 3), np.uint8)
    small = reduced(pixels)
    assert max(small.shape[:2]) == SIDE
    expected = [max(1, round(length * SIDE / max(shape))) for length in shape]
    assert list(small.shape[:2]) == expected
    assert np.array_equal(small, area_output(pixels, (small.shape[0], small.shape[1])))


def test_large_pictures_are_reduced_beside_the_gui_thread(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    run = ReduceJob.run

    def noting_run(job: ReduceJob, progress: Progress) -> RGB:
        threads.append(threading.get_ident())
        return run(job, progress)

    monkeypatch.setattr(ReduceJob, "run", noting_run)
    session, received = Session(jobs=JobManager()), list[RGB]()
    large = np.zeros((SIDE + 1, 10, 3), np.uint8)
    flows.reduce_picture(session, large, received.append)
    assert received == []
    qtbot.waitUntil(lambda: len(received) == 1)
    assert received[0].shape[0] == SIDE
    assert threads != [threading.get_ident()]
    flows.reduce_picture(session, received[0], received.append)
    assert received[1] is received[0]
    assert session.jobs.shutdown()
