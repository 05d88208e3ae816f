"""Answers after each filter: asked for on request, shown in a line each."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import flows
from app.jobs.classify_filters_job import AS_IT_IS, FilterAnswer, FilterAnswers
from app.jobs.inspect_job import InspectJob
from app.models import EvidenceItem, Session
from app.views.findings.by_filter import NO_ANSWER, AnswersByFilter
from app.views.findings.view import FindingsView
from app.widgets.prediction_bars import ConfidenceBar
from app.widgets.sign_drawing import SignDrawing
from core.classification.classify import Prediction, classify_all
from core.detection.inspection import Inspection, PipelineGuess
from core.images import Evidence
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output

SIZE = (64, 64)
BEST = Pipeline("opencv", "nearest", SIZE)
STOP, NONE = Prediction(14, "Stop", 0.9), Prediction(43, "Not a traffic sign", 0.8)


def test_a_line_per_answer_and_why_there_is_none(qtbot: QtBot) -> None:
    shown = AnswersByFilter()
    qtbot.addWidget(shown)
    assert shown.isHidden()
    refused = FilterAnswer("After safe re-encoding", None, "Nothing is free, so it can not be done.")
    shown.show_answers(FilterAnswers(BEST, (FilterAnswer(AS_IT_IS, STOP), refused)))
    texts = [label.text() for label in shown.findChildren(QLabel)]
    assert {AS_IT_IS, "Stop", "90 %", "After safe re-encoding", NO_ANSWER} <= set(texts)
    assert [drawing.class_id for drawing in shown.findChildren(SignDrawing)] == [14]
    assert [bar.confidence for bar in shown.findChildren(ConfidenceBar)] == [0.9]
    assert refused.note in [label.toolTip() for label in shown.findChildren(QLabel)]
    shown.show_answers(None)
    assert shown.isHidden()


class Asked:
    """Stands for the worker: Stop to what is like the hidden picture, no sign to all else."""

    def __init__(self, hidden: RGB) -> None:
        self.hidden = area_output(hidden, (32, 32)).astype(float)
        self.images: list[RGB] = []

    def call(self, function: object, images: object, *_: object, **__: object) -> object:
        if function is not classify_all:
            return np.zeros((*SIZE, 3), np.uint8)
        assert isinstance(images, list)
        self.images = images
        near = [float(np.abs(image - self.hidden).mean()) < 10 for image in images]
        return tuple(STOP if like else NONE for like in near)


@pytest.fixture
def asked(attack: RGB) -> Asked:
    return Asked(real_resize(attack, BEST))


@pytest.fixture
def session(
    qapp: object, monkeypatch: pytest.MonkeyPatch, inspection: Inspection, asked: Asked
) -> Iterator[Session]:
    made = Session()
    flows.bind(made)
    monkeypatch.setattr(InspectJob, "run", lambda *_: inspection)
    monkeypatch.setattr(made.worker, "call", asked.call)
    yield made
    assert made.jobs.shutdown(5)


@pytest.fixture
def item(session: Session, evidence: Evidence, inspection: Inspection) -> EvidenceItem:
    made = session.evidence.add(evidence)
    session.pipeline.set(BEST)
    session.evidence.update(made, inspection=inspection)
    return made


def names(item: EvidenceItem) -> dict[str, str]:
    assert item.by_filter is not None
    return {entry.title: entry.prediction.name for entry in item.by_filter.answers if entry.prediction}


def test_only_what_the_pipeline_scales_unfiltered_shows_the_target(
    qtbot: QtBot, session: Session, item: EvidenceItem
) -> None:
    view = FindingsView(session)
    qtbot.addWidget(view)
    panel = view.report.classification
    panel.every_filter.click()
    qtbot.waitUntil(lambda: item.by_filter is not None and not session.jobs.is_busy, timeout=20_000)
    assert names(item) == {
        AS_IT_IS: NONE.name,
        f"As scaled by {BEST.label}": STOP.name,
        "After selective median": NONE.name,
        "After selective random": NONE.name,
        "After safe re-encoding": NONE.name,
    }
    assert not panel.by_filter.isHidden()
    assert panel.every_filter.isHidden()
    session.pipeline.set(Pipeline("opencv", "area", (100, 100)))
    assert panel.by_filter.isHidden()  # of another pipeline nothing is known
    assert not panel.every_filter.isHidden()


def test_all_that_were_found_are_served_together(
    qtbot: QtBot, session: Session, item: EvidenceItem, inspection: Inspection
) -> None:
    other = Pipeline("opencv", "nearest", (40, 40))
    both = (PipelineGuess(BEST, 0.9), PipelineGuess(other, 0.89))
    session.evidence.update(item, inspection=replace(inspection, pipelines=both))
    session.pipeline.set(BEST)
    flows.ask_every_filter(session)
    qtbot.waitUntil(lambda: item.by_filter is not None and not session.jobs.is_busy, timeout=20_000)
    assert names(item)["After selective median for all 2 found"] == NONE.name


def test_a_filter_that_averages_shows_what_it_made(
    qtbot: QtBot, session: Session, item: EvidenceItem, asked: Asked
) -> None:
    session.pipeline.set(Pipeline("opencv", "area", SIZE))
    flows.ask_every_filter(session)
    qtbot.waitUntil(lambda: item.by_filter is not None and not session.jobs.is_busy, timeout=20_000)
    assert item.by_filter is not None
    by_title = {entry.title: entry for entry in item.by_filter.answers}
    assert "weighs every pixel" in by_title["After selective median"].note
    assert {image.shape for image in asked.images} == {(32, 32, 3)}


def test_nothing_open_asks_nothing(session: Session) -> None:
    flows.ask_every_filter(session)
    assert not session.jobs.is_busy
