"""Answers by library: grouped, counted, and asked for on request."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import flows
from app.jobs.inspect_job import InspectJob
from app.models import EvidenceItem, Session
from app.views.findings.by_library import AnswersByLibrary, grouped, pipeline_words
from app.views.findings.view import FindingsView
from app.widgets.prediction_bars import ConfidenceBar
from app.widgets.sign_drawing import SignDrawing
from core.classification.classify import Prediction, classify_all
from core.detection.inspection import Inspection
from core.images import Evidence
from core.images.arrays import RGB
from core.scaling.catalogue import ALGORITHMS
from core.scaling.pipeline import Pipeline

SIZE = (64, 64)
BEST = Pipeline("opencv", "nearest", SIZE)
STOP, NONE = Prediction(14, "Stop", 0.9), Prediction(43, "Not a traffic sign", 0.8)


def pipeline(library: str, algorithm: str) -> Pipeline:
    return Pipeline(library, algorithm, SIZE)


ANSWERS = {
    pipeline("opencv", "bilinear"): STOP,
    pipeline("opencv", "area"): NONE,
    pipeline("tensorflow", "bilinear"): STOP,
    pipeline("opencv", "bicubic"): STOP,
}


def test_answers_with_the_most_pipelines_come_first() -> None:
    groups = grouped(ANSWERS)
    assert [(group.name, group.sign, len(group.pipelines)) for group in groups] == [
        ("Stop", 14, 3),
        ("Not a traffic sign", None, 1),
    ]
    assert [group.confidence_words for group in groups] == ["90 %", "80 %"]
    assert pipeline_words(groups[0].pipelines) == "OpenCV: bilinear · bicubic\nTensorFlow: bilinear"


def test_groups_are_shown_and_replaced(qtbot: QtBot) -> None:
    shown = AnswersByLibrary()
    qtbot.addWidget(shown)
    assert shown.isHidden()
    shown.show_answers(ANSWERS)
    assert not shown.isHidden()
    assert "Stop\n3 of 4, 90 %" in [label.text() for label in shown.findChildren(QLabel)]
    assert [drawing.class_id for drawing in shown.findChildren(SignDrawing)] == [14]
    assert [bar.confidence for bar in shown.findChildren(ConfidenceBar)] == pytest.approx([0.9, 0.8])
    shown.show_answers({})
    assert shown.isHidden()


def test_a_group_tells_its_lowest_and_highest_confidence() -> None:
    sure, unsure = Prediction(14, "Stop", 0.99999), Prediction(14, "Stop", 0.5)
    (group,) = grouped({pipeline("opencv", "bilinear"): sure, pipeline("opencv", "area"): unsure})
    assert group.confidence_words == "50 % to > 99.9 %"
    assert group.mean == pytest.approx(0.75, abs=1e-3)


@pytest.fixture
def session(qapp: object, monkeypatch: pytest.MonkeyPatch, inspection: Inspection) -> Iterator[Session]:
    """Its worker says Stop to what is bright; libraries of the worker are left out."""
    made = Session()
    flows.bind(made)
    monkeypatch.setattr(InspectJob, "run", lambda *_: inspection)

    def call(function: object, *args: object, **_: object) -> object:
        if function is not classify_all:
            return np.zeros((*SIZE, 3), np.uint8)
        images = args[0]
        assert isinstance(images, list)
        assert {image.shape for image in images} == {(32, 32, 3)}
        return tuple(STOP if image.mean() > 60 else NONE for image in images)

    monkeypatch.setattr(made.worker, "call", call)
    yield made
    assert made.jobs.shutdown(5)


@pytest.fixture
def item(session: Session, evidence: Evidence, inspection: Inspection) -> EvidenceItem:
    made = session.evidence.add(evidence)
    session.pipeline.set(BEST)
    session.evidence.update(made, inspection=inspection)
    return made


def test_every_library_is_asked_on_request(
    qtbot: QtBot, session: Session, item: EvidenceItem, attack: RGB
) -> None:
    view = FindingsView(session)
    qtbot.addWidget(view)
    panel = view.report.classification
    assert panel.by_library.isHidden()
    panel.every_library.click()
    qtbot.waitUntil(lambda: bool(item.by_pipeline) and not session.jobs.is_busy, timeout=20_000)
    assert len(item.by_pipeline) == len(ALGORITHMS)
    assert item.by_pipeline[pipeline("opencv", "area")].name in {"Stop", NONE.name}
    assert not panel.by_library.isHidden()
    assert panel.every_library.isHidden()
    session.pipeline.set(Pipeline("opencv", "area", (100, 100)))
    assert panel.by_library.isHidden()  # another size, of which nothing is known
    assert not panel.every_library.isHidden()
