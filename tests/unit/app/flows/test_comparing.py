"""Which outputs the Compare view asks for, and which are kept."""

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app import flows
from app.flows import comparing
from app.jobs.job import Job
from app.models import EvidenceItem, Session
from core.images import RGB, evidence_from_pixels
from core.scaling.pipeline import Pipeline


@pytest.fixture
def session(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session that starts no job."""
    del qtbot
    made = Session()
    flows.bind(made)
    monkeypatch.setattr(made.jobs, "start", lambda job: started.append(job))
    yield made
    started.clear()
    made.jobs.shutdown()
    made.worker.close()


started: list[Job] = []


@pytest.fixture
def item(session: Session, chelsea: RGB) -> EvidenceItem:
    return session.evidence.add(evidence_from_pixels(chelsea, "cat.png"))


def test_common_sizes_are_those_below_the_image(session: Session, item: EvidenceItem) -> None:
    session.pipeline.set(Pipeline("pillow", "nearest", (50, 60)))
    sizes = comparing.common_sizes(session, item)
    assert next(iter(sizes)) == Pipeline("pillow", "nearest", (30, 30))
    assert list(sizes)[-1] == Pipeline("pillow", "nearest", (299, 299))
    assert list(sizes.values()) == sorted(sizes.values())


def test_common_sizes_follow_the_rule(session: Session, item: EvidenceItem) -> None:
    session.pipeline.set_rule("short-edge")
    sizes = comparing.common_sizes(session, item)
    height, width = item.evidence.shape
    for pipeline, size in sizes.items():
        assert pipeline.target_shape[0] == size[0]
        assert pipeline.target_shape[1] == pytest.approx(size[0] * width / height, abs=1)


def test_a_tiny_image_has_no_common_sizes(session: Session) -> None:
    tiny = session.evidence.add(evidence_from_pixels(np.zeros((9, 9, 3), np.uint8), "tiny"))
    assert comparing.common_sizes(session, tiny) == {}
    assert flows.fill_sizes(session) is None
    assert not started


def test_outputs_of_other_sizes_go_when_they_outweigh_the_image(session: Session, item: EvidenceItem) -> None:
    small, large = Pipeline("opencv", "area", (30, 30)), Pipeline("opencv", "area", (700, 700))
    outputs = {entry: np.zeros((*entry.target_shape, 3), np.uint8) for entry in (small, large)}
    session.evidence.update(item, outputs={small: outputs[small]})
    session.pipeline.set(Pipeline("opencv", "area", (64, 64)))
    flows.fill_outputs(session)
    assert set(item.outputs) == {small}
    session.evidence.update(item, outputs=outputs)
    flows.fill_outputs(session)
    assert not item.outputs
    session.evidence.update(item, outputs=outputs)
    session.pipeline.set(large)
    flows.fill_outputs(session)
    assert set(item.outputs) == {large}


def test_algorithms_no_longer_looked_at_go_where_only_two_outputs_fit(
    session: Session, item: EvidenceItem
) -> None:
    chosen, before = (Pipeline("pillow", algorithm, (2500, 2500)) for algorithm in ("bicubic", "lanczos"))
    outputs = {entry: np.zeros((*entry.target_shape, 3), np.uint8) for entry in (chosen, before)}
    session.evidence.update(item, outputs=outputs)
    session.pipeline.set(chosen)
    flows.fill_outputs(session)
    assert set(item.outputs) == {chosen}


def test_outputs_of_other_images_go_when_they_outweigh_a_grid(
    session: Session, item: EvidenceItem, chelsea: RGB, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Pipeline("opencv", "area", (30, 30))
    output = np.zeros((30, 30, 3), np.uint8)
    session.evidence.update(item, outputs={small: output})
    session.evidence.select(session.evidence.add(evidence_from_pixels(chelsea, "other.png")))
    flows.fill_outputs(session)
    assert item.outputs
    monkeypatch.setattr(comparing, "GRID_BYTES", output.nbytes - 1)
    flows.fill_outputs(session)
    assert not item.outputs
