"""The size rule in force is applied to each image; what was picked for one comes back with it."""

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app import flows
from app.jobs import Job
from app.models import EvidenceItem, Session
from core.errors import AttackError
from core.images import evidence_from_pixels
from core.progress import Progress
from core.scaling.pipeline import Pipeline


@pytest.fixture
def session(qapp: object) -> Iterator[Session]:
    made = Session()
    flows.bind(made)
    yield made
    assert made.jobs.shutdown(5)


def add(session: Session, height: int, width: int) -> EvidenceItem:
    pixels = np.full((height, width, 3), height % 256, np.uint8)
    return session.evidence.add(evidence_from_pixels(pixels, f"{width}×{height}"))


class FailingJob(Job):
    """Fails as expected; `tells` as given."""

    def __init__(self, *, tells: bool) -> None:
        super().__init__("failing")
        self.tells = tells  # type: ignore[misc]

    def run(self, progress: Progress) -> object:  # noqa: ARG002
        raise AttackError("It can not be done.")


@pytest.mark.parametrize("tells", [True, False])
def test_a_failure_is_said_once(qtbot: QtBot, session: Session, tells: bool) -> None:
    said: list[str] = []
    session.messages.said.connect(lambda _, sentence: said.append(sentence))
    job = FailingJob(tells=tells)
    with qtbot.waitSignal(job.failed):
        session.jobs.start(job)
    assert said == ([] if tells else ["It can not be done."])


def test_the_rule_follows_the_evidence(session: Session) -> None:
    wide, tall = add(session, 300, 600), add(session, 400, 200)
    session.pipeline.set_rule("centre-crop")
    assert session.pipeline.pipeline.crop == (150, 0, 300, 300)
    session.evidence.select(tall)
    assert session.pipeline.pipeline.crop == (0, 100, 200, 200)
    assert tall.pipeline == session.pipeline.pipeline
    session.pipeline.set_rule("fixed")
    session.evidence.select(wide)
    assert session.pipeline.choice.rule == "centre-crop"
    assert (
        wide.pipeline
        == session.pipeline.pipeline
        == Pipeline("opencv", "bilinear", (224, 224), (150, 0, 300, 300))
    )


def test_what_an_inspection_found_since_wins_over_the_rule(session: Session) -> None:
    wide, tall = add(session, 300, 600), add(session, 400, 200)
    session.pipeline.set_rule("centre-crop")
    session.evidence.select(tall)
    found = Pipeline("pillow", "nearest", (32, 32))
    session.evidence.update(wide, pipeline=found)
    session.evidence.select(wide)
    assert session.pipeline.pipeline == found
    assert session.pipeline.choice.rule == "fixed"


def test_the_item_knows_its_pipeline_before_views_hear_of_it(session: Session) -> None:
    item = add(session, 300, 600)
    seen: list[bool] = []
    session.pipeline.changed.connect(lambda pipeline: seen.append(item.pipeline == pipeline))
    session.pipeline.set_rule("short-edge")
    assert seen == [True]
