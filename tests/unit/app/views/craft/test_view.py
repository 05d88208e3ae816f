"""The Craft view: files in, attack out, nothing lost on the way."""

import shlex
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.models import Session
from app.views.craft import CraftView
from core.images import evidence_from_pixels, read_evidence
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize

PIPELINE = Pipeline("opencv", "bilinear", (64, 64))


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> CraftView:
    """The view for a small pipeline."""
    session.pipeline.set(PIPELINE)
    widget = CraftView(session)
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.show()
    return widget


def fill(view: CraftView, source: RGB, target: RGB) -> None:
    """Put pixels into both wells."""
    view.inputs.take(evidence_from_pixels(source, "source.png"), "source")
    view.inputs.take(evidence_from_pixels(target, "target.png"), "target")


def finish(qtbot: QtBot, view: CraftView) -> None:
    """Start and wait for the result."""
    view.run_bar.start.click()
    qtbot.waitUntil(lambda: view.results.difference.pixels is not None, timeout=20_000)


def test_start_waits_for_both_images(view: CraftView, astronaut: RGB, chelsea: RGB) -> None:
    assert not view.run_bar.start.isEnabled()
    fill(view, astronaut, chelsea)
    assert view.run_bar.start.isEnabled()
    view.session.pipeline.set(Pipeline("opencv", "bilinear", (600, 600)))
    assert not view.run_bar.start.isEnabled()
    assert "600×600 is larger than the source 512×512" in view.hints.hints[0].text


def test_files_are_read_into_their_wells(
    qtbot: QtBot, view: CraftView, astronaut_path: Path, chelsea_path: Path
) -> None:
    view.inputs.source_well.file_chosen.emit(astronaut_path)
    view.inputs.target_well.file_chosen.emit(chelsea_path)
    qtbot.waitUntil(lambda: view.inputs.source is not None and view.inputs.target is not None)
    assert "astronaut.png" in view.inputs.source_well.words
    assert "451×300" in view.inputs.target_well.words
    view.inputs.swap_images()
    assert "chelsea.png" in view.inputs.source_well.words


def test_a_bad_file_leaves_a_sentence_in_its_well(qtbot: QtBot, view: CraftView, tmp_path: Path) -> None:
    path = tmp_path / "notes.png"
    path.write_text("no image")
    job = view.inputs.read(path, "source")
    qtbot.waitUntil(lambda: not view.session.jobs.is_busy)
    del job
    assert view.inputs.source_well.error is not None
    assert "notes.png" in view.inputs.source_well.words
    assert not view.run_bar.start.isEnabled()


def test_the_current_evidence_becomes_the_source(view: CraftView, astronaut: RGB) -> None:
    assert not view.inputs.use_current.isEnabled()
    view.session.evidence.add(evidence_from_pixels(astronaut, "open.png"))
    view.inputs.use_current.click()
    assert view.inputs.source is not None
    assert view.inputs.source.name == "open.png"


def test_the_result_is_shown_with_both_objectives(
    qtbot: QtBot, view: CraftView, astronaut: RGB, chelsea: RGB
) -> None:
    fill(view, astronaut, chelsea)
    finish(qtbot, view)
    result = view.result
    assert result is not None
    assert result.max_output_error <= 2
    assert view.results.output.pixels is not None
    assert np.array_equal(view.results.output.pixels, real_resize(result.image, PIPELINE))
    assert f"PSNR {result.psnr:.1f} dB" in view.results.person_words.text()
    assert "target" in view.results.model_words.text()
    assert view.results.difference.pixels is not None
    assert view.run_bar.start.isVisible()


def test_an_impossible_problem_says_why(qtbot: QtBot, view: CraftView, astronaut: RGB, chelsea: RGB) -> None:
    fill(view, astronaut, chelsea)
    view.form.solver.setCurrentIndex(view.form.solver.findData("direct"))
    view.run_bar.start.click()
    qtbot.waitUntil(lambda: view.job is None)
    assert "overwriting single pixels" in view.run_bar.words.text()
    assert view.results.isHidden()
    assert view.run_bar.start.isEnabled()


def test_the_result_is_saved_without_loss_and_never_over_the_source(
    qtbot: QtBot, view: CraftView, tmp_path: Path, astronaut: RGB, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(view, astronaut, astronaut[::-1])
    finish(qtbot, view)
    answers = iter([str(tmp_path / "out.jpg"), str(tmp_path / "out")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (next(answers), ""))
    with qtbot.waitSignal(view.session.messages.said) as said:
        view.results.save.click()
    assert said.args is not None
    assert said.args[0] == "error"
    assert "lossless" in said.args[1] or "every pixel" in said.args[1]
    with qtbot.waitSignal(view.session.messages.said):
        view.results.save.click()
    assert view.result is not None
    assert np.array_equal(read_evidence(tmp_path / "out.png").pixels, view.result.image)


def test_the_command_repeats_the_form(view: CraftView, astronaut_path: Path, chelsea: RGB) -> None:
    view.inputs.take(read_evidence(astronaut_path), "source")
    view.inputs.take(evidence_from_pixels(chelsea, "target.png"), "target")
    view.run_bar.copy.click()
    words = shlex.split(QGuiApplication.clipboard().text())
    assert words[:4] == ["aliascope", "craft", str(astronaut_path), "target.png"]
    assert words[words.index("--size") + 1] == "64x64"
