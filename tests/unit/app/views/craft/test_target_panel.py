"""Targets that are drawn: at the pipeline's size, over the source or not, and again when either changes."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.views.craft import CraftView
from app.views.craft.signs import Sign, sign_picture, signs
from app.views.craft.target_panel import FITS
from app.views.craft.targets import ImageTarget, TextTarget
from core.images import read_evidence
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.robust import area_output
from tests.support.crafting import fill, finish


def test_a_text_is_drawn_at_the_pipelines_size(view: CraftView, astronaut: RGB, chelsea: RGB) -> None:
    fill(view, astronaut, chelsea)
    panel = view.inputs.target_panel
    panel.choose_kind("text")
    assert view.inputs.target is None
    assert not view.run_bar.start.isEnabled()
    panel.text.setText("STOP")
    assert view.run_bar.start.isEnabled()
    assert panel.well.pixels is not None
    assert panel.well.pixels.shape == (64, 64, 3)
    assert set(np.unique(panel.well.pixels[:3])) == {0}  # the ground
    assert panel.well.pixels.max() > 200
    view.session.pipeline.set(Pipeline("opencv", "bilinear", (96, 128)))
    assert panel.well.pixels.shape == (96, 128, 3)


def test_a_text_over_the_source_keeps_the_rest_of_it(view: CraftView, astronaut: RGB, chelsea: RGB) -> None:
    fill(view, astronaut, chelsea)
    panel = view.inputs.target_panel
    panel.choose_kind("text")
    panel.text.setText("!")
    panel.text_size.setValue(20)
    panel.over_source.setChecked(True)
    assert panel.well.pixels is not None
    same = (panel.well.pixels == area_output(astronaut, (64, 64))).all(axis=2)
    assert 0.8 < same.mean() < 1


def test_a_text_that_does_not_fit_says_so(view: CraftView, astronaut: RGB, chelsea: RGB) -> None:
    fill(view, astronaut, chelsea)
    panel = view.inputs.target_panel
    panel.choose_kind("text")
    panel.text_size.setValue(60)
    panel.text.setText("far too long for this")
    assert panel.well.error is not None
    assert "does not fit" in panel.well.error
    assert not view.run_bar.start.isEnabled()
    assert [hint.text for hint in view.hints.hints] == [panel.well.error]


def test_a_text_that_was_mended_can_be_hidden(view: CraftView, astronaut: RGB, chelsea: RGB) -> None:
    fill(view, astronaut, chelsea)
    panel = view.inputs.target_panel
    panel.choose_kind("text")
    panel.text_size.setValue(60)
    panel.text.setText("far too long for this")
    panel.text_size.setValue(FITS)
    assert view.run_bar.start.isEnabled()
    assert not view.hints.hints
    assert panel.well.error is None


def test_dark_words_stand_on_light_ground() -> None:
    dark, light = TextTarget("a", 0, (30, 0, 60), False), TextTarget("a", 0, (250, 250, 90), False)
    assert dark.ground == (255, 255, 255)
    assert light.ground == (0, 0, 0)


def test_a_colour_draws_the_text_again(view: CraftView, astronaut: RGB, chelsea: RGB) -> None:
    fill(view, astronaut, chelsea)
    panel = view.inputs.target_panel
    panel.choose_kind("text")
    panel.text.setText("O")
    panel.colour.set_colour(QColor("#00ff00"))
    assert panel.well.pixels is not None
    assert panel.well.pixels[..., 1].max() == 255
    assert panel.well.pixels[..., 0].max() == 0


def test_a_sign_is_hidden_and_recognised(qtbot: QtBot, view: CraftView, astronaut: RGB) -> None:
    fill(view, astronaut, astronaut)
    panel = view.inputs.target_panel
    panel.choose_kind("sign")
    assert panel.sign.currentText() == "Stop"
    assert panel.sign.count() == len(signs())
    finish(qtbot, view)
    assert view.result is not None
    assert view.result.max_output_error <= 1
    assert view.result.target[32, 8, 0] > view.result.target[32, 8, 1] + 60  # red left of the letters


def test_a_drawn_target_can_be_saved_for_the_command_line(
    qtbot: QtBot, view: CraftView, astronaut: RGB, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(view, astronaut, astronaut)
    panel = view.inputs.target_panel
    assert not panel.save.isVisible()
    panel.choose_kind("sign")
    with qtbot.waitSignal(view.session.messages.said) as said:
        view.copy_command()
    assert said.args is not None
    assert "Save the target as sign-14.png first." in said.args[1]
    path = tmp_path / "sign-14.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    with qtbot.waitSignal(view.session.messages.said):
        panel.save.click()
    assert np.array_equal(read_evidence(path).pixels, panel.well.pixels)  # type: ignore[arg-type]


def test_an_image_comes_back_when_it_is_chosen_again(view: CraftView, astronaut: RGB, chelsea: RGB) -> None:
    fill(view, astronaut, chelsea)
    panel = view.inputs.target_panel
    panel.choose_kind("sign")
    panel.choose_kind("image")
    assert isinstance(view.inputs.target, ImageTarget)
    assert panel.well.pixels is chelsea or np.array_equal(panel.well.pixels, chelsea)  # type: ignore[arg-type]


def test_a_dropped_file_makes_the_target_an_image(view: CraftView, astronaut: RGB, chelsea: RGB) -> None:
    fill(view, astronaut, chelsea)
    view.inputs.target_panel.choose_kind("text")
    fill(view, astronaut, chelsea)
    assert isinstance(view.inputs.target, ImageTarget)


SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    '<rect width="10" height="10" fill="#0000ff"/></svg>'
)


@pytest.mark.parametrize("shape", [(32, 32), (40, 90)])
def test_drawings_are_rendered_in_the_middle(qapp: object, shape: tuple[int, int]) -> None:
    picture = sign_picture(Sign(12, SQUARE), shape)
    assert picture.shape == (*shape, 3)
    assert tuple(picture[shape[0] // 2, shape[1] // 2]) == (0, 0, 255)
    assert tuple(picture[0, 0]) == (128, 128, 128)


def test_every_sign_there_is_can_be_drawn(qapp: object) -> None:
    assert 14 in {sign.class_id for sign in signs()}
    for sign in signs():
        assert sign_picture(sign, (48, 48)).std() > 5, sign.name
