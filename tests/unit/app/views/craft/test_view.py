"""The Craft view: pictures in, attack out, nothing lost on the way."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.views.craft import CraftView
from app.views.craft.hints import form_hints
from app.views.craft.run import KEPT
from core.images import evidence_from_pixels, read_evidence
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.crafting import PIPELINE, fill, finish


def choose(view: CraftView, attack: str) -> None:
    """Choose an attack."""
    view.form.attack.setCurrentIndex(view.form.attack.findData(attack))


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
    said = list[str]()
    view.session.messages.said.connect(lambda _, words: said.append(words))
    job = view.inputs.read(path, "source")
    qtbot.waitUntil(lambda: not view.session.jobs.is_busy)
    del job
    assert said == []
    assert view.inputs.source_well.error is not None
    assert "notes.png" in view.inputs.source_well.words
    assert not view.run_bar.start.isEnabled()


@pytest.mark.parametrize("role", ["source", "target"])
def test_a_bad_file_leaves_the_good_picture_and_is_said_once(
    qtbot: QtBot, view: CraftView, role: str, tmp_path: Path, astronaut: RGB, chelsea: RGB
) -> None:
    fill(view, astronaut, chelsea)
    path, said = tmp_path / "notes.png", list[tuple[str, str]]()
    path.write_text("no image")
    view.session.messages.said.connect(lambda level, words: said.append((level, words)))
    job = view.inputs.read(path, role)
    qtbot.waitUntil(lambda: not view.session.jobs.is_busy)
    del job
    well = view.inputs.source_well if role == "source" else view.inputs.target_well
    assert view.inputs.source is not None
    assert view.inputs.target is not None
    assert well.error is None
    assert f"{role}.png" in well.words
    assert well.pixels is not None
    assert [level for level, _ in said] == ["error"]
    assert "notes.png" in said[0][1]
    assert view.run_bar.start.isEnabled()


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
    assert result.max_output_error <= 1
    person, model = view.results.person, view.results.model
    assert model.output.pixels is not None
    assert np.array_equal(model.output.pixels, real_resize(result.image, PIPELINE))
    assert f"PSNR {result.psnr:.1f} dB" in person.words.text()
    assert "target" in model.words.text()
    assert "as it does in the target" in model.labels.text()
    assert person.difference.pixels is not None
    assert view.run_bar.start.isVisible()


def test_the_difference_follows_the_slider(
    qtbot: QtBot, view: CraftView, astronaut: RGB, chelsea: RGB
) -> None:
    fill(view, astronaut, chelsea)
    finish(qtbot, view)
    person = view.results.person
    person.gain.set_position(0)
    assert view.result is not None
    assert person.difference.pixels is not None
    change = view.result.image.astype(int) - astronaut
    assert np.array_equal(person.difference.pixels, np.clip(128 + change, 0, 255))
    person.gain.set_position(3)
    assert np.array_equal(person.difference.pixels, np.clip(128 + 8 * change, 0, 255))
    assert "×8" in person.difference.caption


def test_an_impossible_problem_says_why(qtbot: QtBot, view: CraftView, astronaut: RGB, chelsea: RGB) -> None:
    fill(view, astronaut, chelsea)
    choose(view, "direct")
    view.run_bar.start.click()
    qtbot.waitUntil(lambda: view.job is None)
    assert "overwriting single pixels" in view.run_bar.words.text()
    assert view.results.isHidden()
    assert view.run_bar.start.isEnabled()
    choose(view, "strong")
    assert view.run_bar.words.text() == ""


def test_a_region_keeps_the_rest_of_the_output(
    qtbot: QtBot, view: CraftView, astronaut: RGB, chelsea: RGB
) -> None:
    fill(view, astronaut, chelsea)
    choose(view, "local")
    view.form.region.set_region((128, 64, 256, 128))
    assert "32×16 of the 64×64" in view.form.region.words.text()
    finish(qtbot, view)
    result = view.result
    assert result is not None
    changed = (result.image != astronaut).any(axis=2)
    rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
    assert 64 <= rows[0] < 80
    assert 176 < rows[-1] < 192
    assert 128 <= columns[0] < 144
    assert 368 < columns[-1] < 384


def test_what_others_would_see_is_asked_when_it_is_opened(
    qtbot: QtBot, view: CraftView, astronaut: RGB, chelsea: RGB
) -> None:
    fill(view, astronaut, chelsea)
    finish(qtbot, view)
    others = view.results.others
    assert others.tiles == {}
    others.toggle.click()
    tile, robust = others.tiles["pillow", "nearest"], others.tiles["opencv", "area"]
    qtbot.waitUntil(lambda: "see" in others.summary.text(), timeout=60_000)
    assert view.result is not None
    expected = real_resize(view.result.image, PIPELINE.by("pillow", "nearest"))
    assert tile.pixels is not None
    assert np.array_equal(tile.pixels, expected)
    assert robust.caption.startswith("Source")
    assert others.tiles["opencv", "bilinear"].caption.startswith("Target")


def test_a_window_made_narrow_again_shows_everything(qtbot: QtBot, view: CraftView) -> None:
    view.form.goals.add.click()
    for width in (1900, 720):
        view.resize(width, 800)
        qtbot.wait(10)
        content = view.scroller.widget()
        assert content is not None
        assert content.width() == view.scroller.viewport().width()
        right = view.form.mapTo(content, view.form.rect().bottomRight()).x()
        assert right <= content.width()


def test_another_run_replaces_the_result(qtbot: QtBot, view: CraftView, astronaut: RGB, chelsea: RGB) -> None:
    fill(view, astronaut, chelsea)
    finish(qtbot, view)
    view.start()
    assert [view.results.end.isHidden(), view.run_bar.cancel.isVisible()] == [True, True]
    view.run_bar.cancel.click()  # ends as cancelled also where the result is there by now
    qtbot.waitUntil(lambda: view.job is None)
    assert "Cancelled" in view.run_bar.words.text()


def test_what_becomes_of_transparency_is_said(
    qtbot: QtBot, view: CraftView, tmp_path: Path, astronaut: RGB, chelsea: RGB
) -> None:
    fill(view, astronaut, chelsea)
    half = np.dstack([astronaut[:200, :200], np.full((200, 200), 128, np.uint8)])
    Image.fromarray(half).save(tmp_path / "half.png")
    view.inputs.take(read_evidence(tmp_path / "half.png"), "source")
    said = [hint.text for hint in form_hints(view.statement.stated)]
    assert any(text.startswith("half.png: ") and "transparency is dropped" in text for text in said)
    assert view.run_bar.start.isEnabled()


def test_a_run_given_up_leaves_the_attack_before_it(
    qtbot: QtBot, view: CraftView, astronaut: RGB, chelsea: RGB
) -> None:
    fill(view, astronaut, chelsea)
    finish(qtbot, view)
    assert view.inputs.source is not None
    first, name = view.result, view.inputs.source.name
    assert first is not None
    view.inputs.take(evidence_from_pixels(chelsea, "another.png"), "source")
    view.start()
    view.cancel()
    qtbot.waitUntil(lambda: view.job is None)
    assert view.result is first
    assert view.results.isVisible()
    assert view.run_bar.words.text() == f"Cancelled. {KEPT}"
    opened = view.session.evidence
    view.open_as_evidence()
    qtbot.waitUntil(lambda: bool(opened.items))
    assert opened.items[0].evidence.name == f"{Path(name).stem}-attack.png"


def test_the_result_is_saved_without_loss_and_never_over_its_inputs(
    qtbot: QtBot, view: CraftView, tmp_path: Path, astronaut: RGB, monkeypatch: pytest.MonkeyPatch,
    chelsea_path: Path,
) -> None:  # fmt: skip
    mine = tmp_path / "mine.png"
    mine.write_bytes(chelsea_path.read_bytes())
    view.inputs.take(read_evidence(mine), "source")
    view.inputs.take(evidence_from_pixels(astronaut, "target.png"), "target")
    finish(qtbot, view)
    names = ("out.gif", "mine.png", "out")
    answers = iter([str(tmp_path / name) for name in names])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (next(answers), ""))
    for words in ("every pixel", "never overwritten"):
        with qtbot.waitSignal(view.session.messages.said) as said:
            view.results.end.save.click()
        assert said.args is not None
        assert said.args[0] == "error"
        assert words in said.args[1]
    assert mine.read_bytes() == chelsea_path.read_bytes()
    with qtbot.waitSignal(view.session.messages.said):
        view.results.end.save.click()
    assert view.result is not None
    assert np.array_equal(read_evidence(tmp_path / "out.png").pixels, view.result.image)
