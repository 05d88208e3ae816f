"""Crafting runs on a background thread and tells how far it is; Cancel ends it within a second."""

import threading

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.jobs.craft_job import CraftJob
from app.main_window import MainWindow
from app.views.craft import CraftView
from core.images import evidence_from_pixels
from core.images.arrays import RGB
from core.progress import Progress
from core.scaling.pipeline import Pipeline

CANCEL_MS = 1000


@pytest.fixture
def view(window: MainWindow, large_astronaut: RGB, chelsea: RGB) -> CraftView:
    """The Craft view, filled for an attack that takes seconds: every pixel counts for Pillow's Lanczos."""
    window.show_view("craft")
    craft = window.view("craft")
    assert isinstance(craft, CraftView)
    window.session.pipeline.set(Pipeline("pillow", "lanczos", (299, 299)))
    craft.inputs.take(evidence_from_pixels(large_astronaut, "astronaut.png"), "source")
    craft.inputs.take(evidence_from_pixels(chelsea, "chelsea.png"), "target")
    craft.form.epsilon.setValue(0)
    return craft


def test_it_runs_beside_the_gui_thread_and_is_cancelled_within_a_second(
    qtbot: QtBot, view: CraftView, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    run = CraftJob.run

    def noting_run(job: CraftJob, progress: Progress) -> object:
        def noting_progress(fraction: float, text: str) -> None:
            threads.append(threading.get_ident())
            progress(fraction, text)

        return run(job, noting_progress)

    monkeypatch.setattr(CraftJob, "run", noting_run)
    qtbot.mouseClick(view.run_bar.start, Qt.MouseButton.LeftButton)
    job = view.job
    assert job is not None
    qtbot.waitUntil(lambda: view.run_bar.bar.value() > 0, timeout=20_000)
    assert view.run_bar.bar.isVisible()
    assert view.run_bar.status.text() != ""
    assert threads
    assert threading.get_ident() not in threads
    with qtbot.waitSignal(job.cancelled, timeout=CANCEL_MS):
        qtbot.mouseClick(view.run_bar.cancel, Qt.MouseButton.LeftButton)
    assert view.result is None
    assert view.run_bar.start.isVisible()
    assert "Cancelled" in view.run_bar.words.text()


def test_previews_show_the_attack_image_and_its_output_growing(
    qtbot: QtBot, view: CraftView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.attacks.pulse.PREVIEW_INTERVAL", 0.0)
    looked, run = threading.Event(), CraftJob.run

    def waiting_run(job: CraftJob, progress: Progress) -> object:
        def waiting_progress(fraction: float, text: str) -> None:
            if text not in {"Preparing", "Solving"}:
                looked.wait(20)
            progress(fraction, text)

        return run(job, waiting_progress)

    monkeypatch.setattr(CraftJob, "run", waiting_run)
    attack, output = view.results.person.attack, view.results.model.output
    qtbot.mouseClick(view.run_bar.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: attack.pixels is not None and output.pixels is not None, timeout=20_000)
    assert view.result is None
    assert attack.pixels is not None
    assert attack.pixels.shape == (896, 896, 3)
    assert output.pixels is not None
    assert output.pixels.shape == (299, 299, 3)
    view.cancel()
    looked.set()
    qtbot.waitUntil(lambda: view.job is None)
