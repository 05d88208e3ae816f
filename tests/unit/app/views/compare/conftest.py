"""An attack with the outputs that the real libraries make of it, without starting a job."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from app import flows
from app.models import EvidenceItem, Session
from core.images import RGB, evidence_from_pixels
from core.scaling.catalogue import OPENCV, PILLOW
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize

SHAPE = (100, 150)


@pytest.fixture
def session(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session whose grid nobody fills but the test."""
    asked: list[Session] = []
    monkeypatch.setattr(flows, "fill_outputs", asked.append)
    monkeypatch.setattr(flows, "fill_sizes", asked.append)
    made = Session()
    made.pipeline.set(Pipeline("opencv", "nearest", SHAPE))
    yield made
    made.jobs.shutdown()
    made.worker.close()


@pytest.fixture(scope="session")
def attack(coffee: RGB, chelsea: RGB) -> RGB:
    """The cup, with the cat in the pixels that OpenCV's nearest reads for 150×100."""
    pixels = coffee.copy()
    pixels[::4, ::4] = cv2.resize(chelsea, SHAPE[::-1], interpolation=cv2.INTER_AREA)
    return pixels


@pytest.fixture(scope="session")
def outputs(attack: RGB) -> dict[Pipeline, RGB]:
    """Real outputs of two libraries."""
    pipelines = [
        Pipeline(library.id, entry.id, SHAPE) for library in (OPENCV, PILLOW) for entry in library.algorithms
    ]
    return {pipeline: real_resize(attack, pipeline) for pipeline in pipelines}


@pytest.fixture
def item(session: Session, attack: RGB) -> EvidenceItem:
    """The attack as the current evidence."""
    return session.evidence.add(evidence_from_pixels(np.ascontiguousarray(attack), "cup.png"))
