"""Inspecting: in order, once each, and the pipeline found becomes the one chosen."""

import dataclasses
import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app import flows
from app.jobs.inspect_job import InspectJob
from app.models import EvidenceItem, Session
from core.detection.inspection import Inspection
from core.errors import ImageTooSmallError
from core.images import evidence_from_pixels
from core.progress import Progress
from core.scaling.pipeline import Pipeline
from tests.support.inspections import inspection

PILLOW = Pipeline("pillow", "nearest", (30, 40))
OPENCV = Pipeline("opencv", "lanczos", (24, 32))


class Detector:
    """Stands in for the inspection itself: answers by the name of the evidence, notes the order."""

    def __init__(self) -> None:
        self.order: list[tuple[str, Pipeline | None]] = []
        self.found: dict[str, Pipeline | None] = {}
        self.go = threading.Event()
        self.go.set()

    def run(self, job: InspectJob, progress: Progress) -> Inspection:
        name = job.options.evidence.name
        self.order.append((name, job.options.known))
        while not self.go.is_set():
            progress(0.5, "looking")
            time.sleep(0.005)
        if name == "tiny":
            raise ImageTooSmallError("tiny is too small; open a larger image.")
        pipeline = self.found.get(name)
        if pipeline is None:
            return dataclasses.replace(inspection(), verdict="clean", target_shape=None, pipelines=())
        return inspection(pipeline)


@pytest.fixture
def detector(monkeypatch: pytest.MonkeyPatch) -> Detector:
    made = Detector()
    monkeypatch.setattr(InspectJob, "run", lambda job, progress: made.run(job, progress))
    return made


@pytest.fixture
def session(qapp: object) -> Iterator[Session]:
    made = Session()
    flows.bind(made)
    yield made
    assert made.jobs.shutdown(5)


def add(session: Session, name: str) -> EvidenceItem:
    return session.evidence.add(evidence_from_pixels(np.zeros((60, 80, 3), np.uint8), name))


def settle(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=5000)


def test_several_images_are_inspected_in_order(qtbot: QtBot, session: Session, detector: Detector) -> None:
    for name in ("a", "b", "c"):
        flows.add_pixels(session, np.zeros((60, 80, 3), np.uint8), name)
    settle(qtbot, session)
    assert [name for name, _ in detector.order] == ["a", "b", "c"]
    assert all(item.inspection for item in session.evidence.items)
    assert not any(item.inspecting for item in session.evidence.items)


def test_what_the_service_is_known_to_use_is_asked_about(
    qtbot: QtBot, session: Session, detector: Detector
) -> None:
    said: list[str] = []
    session.messages.said.connect(lambda _, sentence: said.append(sentence))
    flows.add_pixels(session, np.zeros((60, 80, 3), np.uint8), "a")
    settle(qtbot, session)
    session.pipeline.set(PILLOW)
    flows.toggle_known(session)
    settle(qtbot, session)
    session.pipeline.set(OPENCV)
    flows.add_pixels(session, np.zeros((60, 80, 3), np.uint8), "b")
    settle(qtbot, session)
    assert detector.order == [("a", None), ("a", PILLOW), ("b", PILLOW)]
    assert PILLOW.label in said[0]
    flows.toggle_known(session)
    flows.inspect_current(session)
    settle(qtbot, session)
    assert detector.order[-1] == ("b", None)


def test_asking_twice_inspects_once(qtbot: QtBot, session: Session, detector: Detector) -> None:
    item = add(session, "a")
    first, again = flows.inspect_item(session, item), flows.inspect_item(session, item)
    other = flows.inspect_item(session, item, PILLOW)
    assert first is again
    assert other is not first
    settle(qtbot, session)
    assert detector.order == [("a", None), ("a", PILLOW)]


def test_the_pipeline_found_is_chosen_when_the_item_is_current(
    qtbot: QtBot, session: Session, detector: Detector
) -> None:
    detector.found = {"a": PILLOW, "b": OPENCV}
    first, second = add(session, "a"), add(session, "b")
    for item in (first, second):
        flows.inspect_item(session, item)
    settle(qtbot, session)
    assert session.pipeline.pipeline == PILLOW
    session.evidence.select(second)
    assert session.pipeline.pipeline == OPENCV
    session.evidence.select(first)
    assert session.pipeline.pipeline == PILLOW


def test_a_clean_image_leaves_the_pipeline_alone(qtbot: QtBot, session: Session, detector: Detector) -> None:
    session.pipeline.set(PILLOW)
    flows.inspect_item(session, add(session, "a"))
    settle(qtbot, session)
    assert detector.order
    assert session.pipeline.pipeline == PILLOW


def test_what_the_user_picks_is_kept_with_the_evidence(session: Session) -> None:
    first, second = add(session, "a"), add(session, "b")
    session.pipeline.set(PILLOW)
    session.evidence.select(second)
    session.pipeline.set(OPENCV)
    session.evidence.select(first)
    assert session.pipeline.pipeline == PILLOW
    assert (first.pipeline, second.pipeline) == (PILLOW, OPENCV)


def test_a_failure_is_a_sentence_and_stays_with_the_item(
    qtbot: QtBot, session: Session, detector: Detector
) -> None:
    said: list[tuple[str, str]] = []
    session.messages.said.connect(lambda severity, text: said.append((severity, text)))
    item = add(session, "tiny")
    flows.inspect_item(session, item)
    settle(qtbot, session)
    assert detector.order
    assert said == [("error", "tiny is too small; open a larger image.")]
    assert item.error == said[0][1]
    assert not item.inspecting


def test_closing_evidence_cancels_its_inspection(qtbot: QtBot, session: Session, detector: Detector) -> None:
    detector.go.clear()
    item = add(session, "a")
    job = flows.inspect_item(session, item)
    qtbot.waitUntil(lambda: bool(detector.order))
    with qtbot.waitSignal(job.cancelled, timeout=3000):
        session.evidence.remove(item)
    settle(qtbot, session)
    assert item.inspection is None


def test_cancelling_leaves_the_item_uninspected(qtbot: QtBot, session: Session, detector: Detector) -> None:
    detector.go.clear()
    item = add(session, "a")
    job = flows.inspect_item(session, item)
    assert item.inspecting
    session.jobs.cancel(job)
    settle(qtbot, session)
    assert (item.inspecting, item.inspection) == (False, None)


def test_inspecting_nothing_says_so(session: Session) -> None:
    said: list[str] = []
    session.messages.said.connect(lambda _, text: said.append(text))
    assert flows.inspect_current(session) is None
    assert len(said) == 1
