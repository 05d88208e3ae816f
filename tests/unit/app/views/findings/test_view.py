"""The Findings view follows the models through every state."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import flows
from app.models import Session
from app.views.findings import FindingsView
from core.classification.classify import Prediction
from core.detection.inspection import Inspection, PipelineGuess
from core.images import Evidence, evidence_from_pixels, read_evidence
from core.images.arrays import RGB
from core.sanitizing.sanitize import Sanitized
from core.scaling.pipeline import Pipeline

BEST = Pipeline("opencv", "nearest", (64, 64))


@pytest.fixture
def grids(monkeypatch: pytest.MonkeyPatch) -> list[Pipeline]:
    """The pipelines for which outputs were asked for; no worker process is started."""
    asked: list[Pipeline] = []
    monkeypatch.setattr(flows, "fill_outputs", lambda session: asked.append(session.pipeline.pipeline))
    return asked


@pytest.fixture
def view(qtbot: QtBot, session: Session, grids: list[Pipeline]) -> FindingsView:
    """The view on screen."""
    del grids
    widget = FindingsView(session)
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.show()
    return widget


@pytest.fixture
def inspected(view: FindingsView, evidence: Evidence, inspection: Inspection) -> FindingsView:
    """The view with an inspected attack."""
    item = view.session.evidence.add(evidence)
    view.session.pipeline.set(BEST)
    view.session.evidence.update(item, pipeline=BEST, inspection=inspection)
    return view


def test_it_goes_from_empty_over_inspecting_to_a_report(
    view: FindingsView, evidence: Evidence, inspection: Inspection
) -> None:
    assert view.state == "empty"
    assert view.page.action.isVisible()
    item = view.session.evidence.add(evidence)
    assert view.state == "inspecting"
    assert view.page.bar.isVisible()
    assert "portrait.png" in view.page.title.text()
    view.session.evidence.update(item, inspection=inspection)
    assert view.state == "report"
    assert view.report.headline.badge.verdict == "attack"
    assert "1 in 300" in view.report.headline.alarm.text()
    assert inspection.summary == view.report.headline.summary.text()
    view.session.evidence.remove(item)
    assert view.state == "empty"


def test_an_expected_error_is_shown_as_its_sentence(view: FindingsView, evidence: Evidence) -> None:
    item = view.session.evidence.add(evidence)
    view.session.evidence.update(item, error="portrait.png is too small to inspect.")
    assert view.state == "error"
    assert view.page.words.text() == "portrait.png is too small to inspect."


def test_the_hidden_image_stands_between_the_image_and_the_robust_output(
    inspected: FindingsView, inspection: Inspection, attack: RGB
) -> None:
    images = inspected.report.images
    assert images.image.pixels is not None
    assert np.array_equal(images.image.pixels, attack)
    assert images.scaled.pixels is inspection.hidden
    assert BEST.label in images.scaled.caption
    heights = {tile.picture.drawn_shape()[0] for tile in (images.image, images.scaled, images.robust)}
    assert len(heights) == 1


def test_the_part_that_carries_the_payload_is_framed(inspected: FindingsView, inspection: Inspection) -> None:
    assert inspected.report.images.image.picture.frame_on_screen() is None
    item = inspected.item
    assert item is not None
    inspected.session.evidence.update(item, inspection=replace(inspection, region=(0, 256, 256, 128)))
    frame = inspected.report.images.image.picture.frame_on_screen()
    side = inspected.report.images.image.picture.width()
    assert frame is not None
    assert frame.getRect() == (0, side / 2, side / 2, side / 4)


def test_the_mark_can_be_taken_off_and_the_region_shown_alone(
    inspected: FindingsView, inspection: Inspection, attack: RGB
) -> None:
    images, item = inspected.report.images, inspected.item
    assert item is not None
    assert images.framed.isHidden()
    inspected.session.evidence.update(item, inspection=replace(inspection, region=(0, 250, 256, 130)))
    tiles = (images.image, images.scaled, images.robust)
    assert all(tile.picture.frame_on_screen() is not None for tile in tiles)
    assert "256×130 pixels at 0, 250" in images.place.text()
    images.framed.click()
    assert all(tile.picture.frame_on_screen() is None for tile in tiles)
    images.enlarged.click()
    assert not images.framed.isEnabled()
    assert images.image.pixels is not None
    assert images.scaled.pixels is not None
    assert inspection.hidden is not None
    assert np.array_equal(images.image.pixels, attack[250:380, :256])
    assert np.array_equal(images.scaled.pixels, inspection.hidden[31:48, :32])
    images.enlarged.click()
    assert images.scaled.pixels is inspection.hidden
    inspected.session.evidence.update(item, inspection=inspection)
    assert images.framed.isHidden()


def test_pipelines_of_a_second_picture_can_be_chosen(
    inspected: FindingsView, inspection: Inspection, grids: list[Pipeline]
) -> None:
    second = Pipeline("pillow", "nearest", (96, 128))
    assert inspected.item is not None
    found = replace(inspection, further=(PipelineGuess(second, 0.7),))
    inspected.session.evidence.update(inspected.item, inspection=found)
    panel = inspected.report.pipelines
    texts = [label.text() for label in panel.findChildren(QLabel)]
    assert "For a second picture of 128×96" in texts
    assert [button.text() for button in panel.buttons][-1] == second.label
    panel.buttons[-1].click()
    assert inspected.session.pipeline.pipeline == second
    assert grids[-1] == second
    assert panel.buttons[-1].isChecked()


def test_choosing_a_likely_pipeline_sets_it_and_asks_for_its_output(
    inspected: FindingsView, grids: list[Pipeline], chelsea: RGB
) -> None:
    first, second = inspected.report.pipelines.buttons
    assert first.isChecked()
    assert grids == []
    second.click()
    chosen = inspected.session.pipeline.pipeline
    assert chosen.library == "tensorflow"
    assert grids == [chosen]
    assert inspected.report.images.scaled.pixels is None
    assert inspected.item is not None
    inspected.session.evidence.update(inspected.item, outputs={chosen: chelsea})
    assert inspected.report.images.scaled.pixels is chelsea


def test_a_pipeline_from_elsewhere_is_named(inspected: FindingsView) -> None:
    other = Pipeline("pillow", "bilinear", (64, 64))
    inspected.session.pipeline.set(other)
    assert not any(button.isChecked() for button in inspected.report.pipelines.buttons)
    labels = [label.text() for label in inspected.report.pipelines.findChildren(QLabel)]
    assert f"Chosen above: {other.label}." in labels


def test_nothing_is_computed_for_a_view_nobody_sees(inspected: FindingsView, grids: list[Pipeline]) -> None:
    inspected.hide()
    inspected.session.pipeline.set(Pipeline("opencv", "bicubic", (64, 64)))
    assert grids == []
    inspected.show()
    assert grids == [Pipeline("opencv", "bicubic", (64, 64))]


def test_after_a_clean_verdict_nothing_is_urged(
    view: FindingsView, evidence: Evidence, clean_inspection: Inspection
) -> None:
    item = view.session.evidence.add(evidence)
    view.session.evidence.update(item, inspection=clean_inspection)
    headline = view.report.headline
    assert headline.badge.verdict == "clean"
    assert headline.summary.text() == clean_inspection.summary
    assert not headline.save_hidden.isEnabled()
    assert headline.sanitize.property("primary") is False


def test_before_and_after_are_toggled_in_place(
    inspected: FindingsView, attack: RGB, sanitized_pixels: RGB
) -> None:
    assert inspected.report.sanitized.save.isHidden()
    item = inspected.item
    assert item is not None
    done = Sanitized(sanitized_pixels, "median", None, 4096, "All windows had neighbours.")
    inspected.session.evidence.update(item, sanitized_for=BEST, sanitized=done)
    panel = inspected.report.sanitized
    assert panel.pictures.picture.pixels is done.pixels
    assert "4,096 pixels (1.56 %)" in panel.words.text()
    assert panel.note.text() == done.note
    panel.pictures.buttons["before"].click()
    assert panel.pictures.picture.pixels is not None
    assert np.array_equal(panel.pictures.picture.pixels, attack)
    panel.pictures.buttons["after"].click()
    assert panel.pictures.picture.pixels is done.pixels
    assert inspected.report.headline.sanitize.text() == "Sanitize again"


def test_three_answers_stand_side_by_side(inspected: FindingsView, chelsea: RGB) -> None:
    item = inspected.item
    assert item is not None
    answers = {
        key: (Prediction(place, name, 0.9),)
        for place, (key, name) in enumerate(
            [("robust", "Priority road"), ("scaled", "Stop"), ("sanitized", "Priority road")]
        )
    }
    inspected.session.evidence.update(item, classified=dict.fromkeys(answers, chelsea))
    inspected.session.evidence.update(item, predictions=answers)
    columns = inspected.report.classification.columns
    assert [column.bars.predictions[0].name for column in columns.values()] == [
        *("Priority road", "Stop", "Priority road")
    ]
    assert all(column.waiting.isHidden() for column in columns.values())
    assert BEST.label in columns["scaled"].words.text()


def test_the_numbers_are_there_on_request_and_can_be_copied(inspected: FindingsView) -> None:
    numbers = inspected.report.numbers
    assert numbers.body.isHidden()
    numbers.toggle.click()
    assert numbers.body.isVisible()
    texts = [label.text() for label in numbers.findChildren(QLabel)]
    assert {"Envelope comb", "14.2 dB", "≥ 6.1 dB", "≤ 0.9 dB", "0.33 %", "Flagged", "Not flagged"} <= set(
        texts
    )
    numbers.copy()
    assert "Envelope comb\t14.2 dB\t≥ 6.1 dB" in QGuiApplication.clipboard().text()
    assert "Inspected in 0.84 s" in QGuiApplication.clipboard().text()


def test_an_image_too_small_to_search_is_not_called_clean(
    view: FindingsView, evidence: Evidence, clean_inspection: Inspection
) -> None:
    item = view.session.evidence.add(evidence)
    too_small = replace(clean_inspection, unsearched="small")
    view.session.evidence.update(item, inspection=too_small)
    headline = view.report.headline
    assert headline.headline.text() == "Too small to hide anything"
    assert headline.badge.words == "Too small"
    assert headline.limits.isHidden()
    view.session.evidence.update(item, inspection=clean_inspection)
    assert headline.badge.words == "Clean"
    assert "does not exclude" in headline.limits.text()


def test_the_headline_says_what_was_asked(inspected: FindingsView, inspection: Inspection) -> None:
    limits = inspected.report.headline.limits
    assert limits.text().startswith("Searched for any size and library.")
    assert inspected.item is not None
    inspected.session.evidence.update(inspected.item, inspection=replace(inspection, known=BEST))
    assert limits.text().startswith("Asked about OpenCV nearest 64×64,")


def test_the_hidden_image_is_saved_without_loss(
    qtbot: QtBot,
    inspected: FindingsView,
    inspection: Inspection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "hidden.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    with qtbot.waitSignal(inspected.session.messages.said) as said:
        inspected.report.headline.save_hidden.click()
    assert said.args == ["info", f"Wrote {target} and its robust counterpart robust.png."]
    assert inspection.hidden is not None
    assert inspection.robust is not None
    assert np.array_equal(read_evidence(target).pixels, inspection.hidden)
    assert np.array_equal(read_evidence(tmp_path / "robust.png").pixels, inspection.robust)


def test_the_report_is_suggested_beside_the_evidence(
    view: FindingsView,
    inspection: Inspection,
    astronaut_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def answer(parent: QWidget, title: str, start: str, kinds: str) -> tuple[str, str]:
        del parent, title, kinds
        asked.append(start)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    item = view.session.evidence.add(read_evidence(astronaut_path))
    view.session.evidence.update(item, inspection=inspection)
    view.report.headline.report.click()
    assert asked == [str(astronaut_path.parent / "astronaut-report.html")]


def test_another_image_brings_another_report(inspected: FindingsView, chelsea: RGB) -> None:
    other = inspected.session.evidence.add(evidence_from_pixels(chelsea, "cat.png"))
    inspected.session.evidence.select(other)
    assert inspected.state == "inspecting"
    inspected.session.evidence.select(inspected.session.evidence.items[0])
    assert inspected.state == "report"


def test_every_text_can_be_marked_by_keyboard(inspected: FindingsView) -> None:
    captions = [label for label in inspected.report.findChildren(QLabel) if label.buddy() is not None]
    labels = [
        label for label in inspected.report.findChildren(QLabel) if label.text() and label not in captions
    ]
    assert len(labels) > 20
    assert all(label.textInteractionFlags().value & 3 == 3 for label in labels)
