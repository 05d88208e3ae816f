"""Choosing how to sanitize, and looking at what came of it."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.views.findings.sanitize_controls import SanitizeControls
from app.views.findings.sanitized_panel import SanitizedPanel
from core.images.arrays import RGB
from core.sanitizing.agreement import Agreement
from core.sanitizing.catalogue import SANITIZERS
from core.sanitizing.sanitize import Sanitized
from core.scaling.pipeline import Pipeline

BEST = Pipeline("opencv", "nearest", (64, 64))

THREE = tuple(Pipeline(library, "nearest", (64, 64)) for library in ("opencv", "pillow", "tensorflow"))


@pytest.fixture
def panel(qtbot: QtBot) -> SanitizedPanel:
    widget = SanitizedPanel()
    qtbot.addWidget(widget)
    widget.resize(500, 900)
    widget.show()
    return widget


@pytest.fixture
def filled(panel: SanitizedPanel, attack: RGB, sanitized_pixels: RGB) -> SanitizedPanel:
    """The panel with a sanitized image, its pictures reduced."""
    panel.show_sanitized(attack, Sanitized(sanitized_pixels, "median", None, 4096, ""), BEST.label)
    panel.pictures.set_reduced("before", attack)
    panel.pictures.set_reduced("after", sanitized_pixels)
    return panel


def shown(panel: SanitizedPanel) -> str:
    return panel.pictures.key


def test_every_filter_of_the_catalogue_is_offered_and_explained(panel: SanitizedPanel) -> None:
    controls = panel.controls
    assert controls.filter.count() == len(SANITIZERS)
    for place, spec in enumerate(SANITIZERS):
        controls.filter.setCurrentIndex(place)
        assert spec.explanation in controls.explanation.text()
        assert spec.advice in controls.explanation.text()
        assert controls.seed.isVisible() == spec.seeded


def test_what_is_chosen_is_asked_for(qtbot: QtBot, panel: SanitizedPanel) -> None:
    controls = panel.controls
    controls.show_scope("OpenCV nearest 64×64", [THREE])
    controls.filter.setCurrentIndex([spec.id for spec in SANITIZERS].index("random"))
    controls.seed.setValue(99)
    controls.scope.setCurrentIndex(1)
    assert controls.scope.currentText() == "All 3 likely pipelines"
    with qtbot.waitSignal(controls.requested) as asked:
        controls.run.click()
    assert asked.args == ["random", 99, THREE]


def test_the_scope_is_kept_as_long_as_it_is_offered(panel: SanitizedPanel) -> None:
    controls = panel.controls
    controls.show_scope("one", [THREE[:2]])
    controls.scope.setCurrentIndex(1)
    controls.show_scope("two", [THREE])
    kept = controls.pipelines
    controls.show_scope("three", [THREE[:1]])
    assert (kept, controls.pipelines) == (THREE, ())
    assert controls.scope.count() == 1


def served(controls: SanitizeControls) -> tuple[Pipeline, ...]:
    return controls.pipelines


def test_two_pictures_are_offered_together_and_each(panel: SanitizedPanel) -> None:
    controls, second = panel.controls, Pipeline("pillow", "nearest", (90, 90))
    controls.show_scope("one", [THREE, (second,)])
    titles = [controls.scope.itemText(place) for place in range(controls.scope.count())]
    assert titles == [
        "one",
        "What was found: 64×64 and 90×90",
        "Only OpenCV nearest 64×64 and 2 more",
        "Only Pillow nearest 90×90",
    ]
    assert served(controls) == (*THREE, second)
    controls.scope.setCurrentIndex(3)
    assert served(controls) == (second,)
    controls.show_scope("another", [THREE, (second,)])
    assert served(controls) == (second,)
    controls.scope.setCurrentIndex(0)
    controls.show_scope("yet another", [THREE, (second,)])
    assert served(controls) == ()
    controls.show_scope("yet another", [(second,)])
    assert served(controls) == ()


def test_space_on_the_picture_swaps_before_and_after(qtbot: QtBot, filled: SanitizedPanel) -> None:
    pictures = filled.pictures
    pictures.picture.setFocus()
    qtbot.keyClick(pictures.picture, Qt.Key.Key_Space)
    assert shown(filled) == "before"
    assert pictures.picture.accessibleName() == "The image before sanitizing"
    qtbot.keyClick(pictures.picture, Qt.Key.Key_Space)
    assert shown(filled) == "after"


def test_blinking_alternates_until_something_is_chosen_or_nobody_looks(
    qtbot: QtBot, filled: SanitizedPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = filled.pictures
    pictures.blink.click()
    assert shown(filled) == "before"
    qtbot.waitUntil(lambda: shown(filled) == "after", timeout=5000)
    qtbot.waitUntil(lambda: shown(filled) == "before", timeout=5000)
    pictures.buttons["after"].click()
    assert not pictures.blink.isChecked()
    pictures.blink.click()
    filled.hide()
    assert not pictures.blink.isChecked()


def test_the_changes_are_asked_for_once_and_explained(qtbot: QtBot, filled: SanitizedPanel) -> None:
    pictures = filled.pictures
    shown = pictures.picture.pixels
    with qtbot.waitSignal(pictures.changes_requested):
        pictures.buttons["changes"].click()
    assert pictures.picture.pixels is shown  # until the map is there
    drawn = np.zeros((300, 300, 3), np.uint8)
    pictures.set_changes(drawn, 77)
    assert pictures.picture.pixels is drawn
    assert "77 grey levels" in pictures.legend.text()
    assert pictures.scale.accessibleName() == "Colours from 1 to 16 to 64 to 128 to 255"
    assert not pictures.scale.isHidden()
    pictures.set_changes(drawn, 1)
    assert "by up to 1 grey level;" in pictures.legend.text()
    pictures.buttons["after"].click()
    assert pictures.legend.isHidden()
    assert pictures.scale.isHidden()
    with qtbot.assertNotEmitted(pictures.changes_requested):
        pictures.buttons["changes"].click()
    assert pictures.picture.pixels is drawn


def test_another_width_has_the_changes_mapped_anew(qtbot: QtBot, filled: SanitizedPanel) -> None:
    pictures = filled.pictures
    pictures.buttons["changes"].click()
    pictures.set_changes(np.zeros((300, 300, 3), np.uint8), 77)
    with qtbot.waitSignal(pictures.changes_requested, timeout=5000):
        filled.resize(360, 900)


def test_an_image_of_another_size_has_no_changes_to_show(panel: SanitizedPanel, attack: RGB) -> None:
    small = np.ascontiguousarray(attack[:64, :64])
    panel.show_sanitized(attack, Sanitized(small, "area", None, 1, ""), BEST.label)
    assert not panel.pictures.buttons["changes"].isEnabled()
    assert "another size" in panel.pictures.buttons["changes"].toolTip()


def test_agreements_are_listed(panel: SanitizedPanel, attack: RGB) -> None:
    done = Sanitized(
        attack, "safe", None, 1, "", (Agreement(BEST, 233.0, 1.0, 41.0),), "safe", (BEST, THREE[1])
    )
    panel.show_sanitized(attack, done, BEST.label)
    assert "robust output of the cleaned image" in panel.agreements.text()
    assert "OpenCV nearest 64×64: 1, before 233; 41" in panel.agreements.text()
    assert "rewritten by safe re-encoding for" in panel.words.text()
    assert f"{BEST.label} and {THREE[1].label}" in panel.words.text()


def test_undo_and_redo_show_once_there_is_something(panel: SanitizedPanel) -> None:
    panel.show_choices("x", (), can_undo=False, can_redo=False)
    assert panel.undo.isHidden()
    panel.show_choices("x", (), can_undo=False, can_redo=True)
    assert not panel.undo.isEnabled()
    assert panel.redo.isEnabled()
    assert panel.undo.isVisible()


def test_what_the_sanitized_image_lacks_of_its_file_is_said(panel: SanitizedPanel, attack: RGB) -> None:
    done = Sanitized(attack, "median", None, 1, "Some note.", requested="median", pipelines=(BEST,))
    panel.show_sanitized(attack, done, BEST.label, "The file holds more.")
    assert panel.note.text() == "Some note. The file holds more."
    panel.show_sanitized(attack, None, BEST.label, "The file holds more.")
    assert panel.note.isHidden()
