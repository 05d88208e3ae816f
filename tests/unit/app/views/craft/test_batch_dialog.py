"""Many attacks at once: the form's settings, folders in, a table of what was made."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.views.craft import CraftView
from app.views.craft.batch_dialog import BatchDialog
from core.images import read_evidence, save_lossless
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from tests.support.crafting import fill


@pytest.fixture
def sources(tmp_path: Path, astronaut: RGB, coffee: RGB) -> Path:
    """Two sources and a broken one."""
    folder = tmp_path / "sources"
    folder.mkdir()
    save_lossless(astronaut[:200, :200], folder / "a.png")
    save_lossless(coffee[:200, :300], folder / "b.png")
    (folder / "c.png").write_text("no image")
    return folder


@pytest.fixture
def dialog(view: CraftView, astronaut: RGB, chelsea: RGB) -> BatchDialog:
    """The dialog over a form for two pipelines."""
    fill(view, astronaut, chelsea)
    view.form.goals.add_goal(Pipeline("pillow", "nearest", (32, 32)))
    view.run_bar.batch.click()
    found = view.findChild(BatchDialog)
    assert found is not None
    return found


def test_what_is_missing_is_said(dialog: BatchDialog, sources: Path, tmp_path: Path) -> None:
    assert dialog.words.text() == "Choose the sources and where to write."
    assert not dialog.start.isEnabled()
    dialog.sources.set_path(sources)
    dialog.folder.set_path(tmp_path / "out")
    assert dialog.start.isEnabled()


def test_the_forms_target_is_hidden_in_every_source(
    qtbot: QtBot, dialog: BatchDialog, sources: Path, tmp_path: Path
) -> None:
    dialog.sources.set_path(sources)
    dialog.folder.set_path(tmp_path / "out")
    with qtbot.waitSignal(dialog.ended, timeout=20_000):
        dialog.start.click()
    assert "2 attack images were written, 1 failed." in dialog.words.text()
    assert [line.source for line in dialog.table.lines] == ["a.png", "b.png", "c.png"]
    assert dialog.table.lines[0].pipelines == "opencv:bilinear:64x64 pillow:nearest:32x32"
    assert dialog.table.lines[0].feasible == "yes"
    assert read_evidence(tmp_path / "out" / dialog.table.lines[1].output).shape == (200, 300)
    cell = dialog.table.item(2, 2)
    assert cell is not None
    assert cell.text() == "Failed"
    dialog.reject()


def test_closing_cancels(
    qtbot: QtBot, view: CraftView, dialog: BatchDialog, sources: Path, tmp_path: Path
) -> None:
    dialog.sources.set_path(sources)
    dialog.folder.set_path(tmp_path / "out")
    dialog.start.click()
    dialog.reject()
    qtbot.waitUntil(lambda: not view.session.jobs.is_busy)


def test_crafting_meanwhile_leaves_the_batch_alone(
    qtbot: QtBot, view: CraftView, dialog: BatchDialog, sources: Path, tmp_path: Path
) -> None:
    dialog.sources.set_path(sources)
    dialog.folder.set_path(tmp_path / "out")
    with qtbot.waitSignal(dialog.ended, timeout=20_000):
        dialog.start.click()
        view.start()
        view.cancel()
    assert "2 attack images were written" in dialog.words.text()
    dialog.reject()
    qtbot.waitUntil(lambda: not view.session.jobs.is_busy)


def test_a_folder_without_images_is_one_sentence(qtbot: QtBot, dialog: BatchDialog, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    dialog.sources.set_path(tmp_path / "empty")
    dialog.folder.set_path(tmp_path / "out")
    with qtbot.waitSignal(dialog.ended):
        dialog.start.click()
    assert "There are no images in" in dialog.words.text()
    dialog.reject()
