"""Another model is asked again about what is open."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app import flows
from app.models import EvidenceItem, Session
from core.classification.classify import Prediction, classify
from core.classification.model import ModelFacts
from core.classification.profile import ModelChoice, Profile
from core.errors import ModelError
from core.images import evidence_from_pixels
from core.scaling.pipeline import Pipeline

FACTS = ModelFacts("Keras", (24, 24), 3, "float32", ("cat", "dog"))
OWN = ModelChoice(Path("own.keras"), Profile(labels=("cat", "dog")))
SHIPPED_ANSWER = (Prediction(14, "Stop", 0.9),)


@pytest.fixture
def session(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    made = Session()
    flows.bind(made)

    def call(function: object, subject: object, **options: object) -> object:
        if function is not classify:
            return FACTS
        return (Prediction(0, "cat", 1.0),) if options.get("model") == OWN else SHIPPED_ANSWER

    monkeypatch.setattr(made.worker, "call", call)
    yield made
    assert made.jobs.shutdown(5)


def item(session: Session, name: str, *, answered: bool) -> EvidenceItem:
    made = session.evidence.add(evidence_from_pixels(np.zeros((60, 80, 3), np.uint8), name))
    if answered:
        session.evidence.update(made, predictions={"robust": SHIPPED_ANSWER})
    return made


def settle(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=5000)


def test_every_image_asked_about_is_asked_about_again(qtbot: QtBot, session: Session) -> None:
    shown = item(session, "a.png", answered=True)
    other, fresh = (item(session, name, answered=name == "b.png") for name in ("b.png", "c.png"))
    flows.open_model(session, OWN)
    settle(qtbot, session)
    assert session.pipeline.pipeline == Pipeline("opencv", "bilinear", (24, 24))
    assert {key: found[0].name for key, found in shown.predictions.items()} == {
        "robust": "cat",
        "scaled": "cat",
    }
    assert other.predictions["robust"][0].name == "cat"
    assert fresh.predictions == {}
    flows.use_shipped_model(session)
    settle(qtbot, session)
    assert session.classifier.choice is None
    assert {found[0].name for found in shown.predictions.values()} == {"Stop"}


def test_a_model_that_fails_changes_nothing(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ModelError("It is broken, for a reason; do something.")

    monkeypatch.setattr(session.worker, "call", fail)
    said: list[tuple[str, str]] = []
    session.messages.said.connect(lambda *words: said.append(words))
    shown, pipeline = item(session, "a.png", answered=True), session.pipeline.pipeline
    flows.open_model(session, OWN)
    settle(qtbot, session)
    assert session.classifier.choice is None
    assert (shown.predictions, session.pipeline.pipeline) == ({"robust": SHIPPED_ANSWER}, pipeline)
    assert said == []  # whoever opens a model shows why it failed, and the window does not say it again
