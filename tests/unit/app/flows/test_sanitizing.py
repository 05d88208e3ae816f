"""One click: inspect if need be, sanitize, classify."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app import flows
from app.flows.sanitizing import FORGOTTEN, NOTHING_TO_REMOVE
from app.jobs.inspect_job import InspectJob
from app.jobs.recheck_job import RecheckJob
from app.models import EvidenceItem, Session, history
from core.classification.classify import Prediction
from core.detection.inspection import Inspection, PipelineGuess
from core.images import evidence_from_pixels
from core.images.arrays import RGB
from core.sanitizing.change_map import ChangeMap
from core.sanitizing.recheck import Recheck
from core.sanitizing.sanitize import Sanitized
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output
from tests.support.inspections import inspection

FOUND = Pipeline("opencv", "nearest", (12, 16))


def brightness(pixels: RGB, *, algorithm: str, top: int, progress: object = None) -> tuple[Prediction, ...]:
    """Stands in for the classifier: its answer is the mean level of what it was given."""
    assert algorithm == "area"
    return tuple(Prediction(rank, f"mean {pixels.mean():.0f}", 1.0) for rank in range(top))


@pytest.fixture
def session(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    made = Session()
    flows.bind(made)
    monkeypatch.setattr(InspectJob, "run", lambda *_: inspection(FOUND))
    monkeypatch.setattr(made.worker, "call", lambda _, image, **options: brightness(image, **options))
    yield made
    assert made.jobs.shutdown(5)


@pytest.fixture
def item(session: Session) -> EvidenceItem:
    """Dark, but bright where OpenCV nearest looks."""
    pixels = np.full((60, 80, 3), 20, np.uint8)
    pixels[::5, ::5] = 240
    return session.evidence.add(evidence_from_pixels(pixels, "a.png"))


def settle(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=5000)


def test_one_click_inspects_sanitizes_and_classifies(
    qtbot: QtBot, session: Session, item: EvidenceItem
) -> None:
    flows.sanitize_current(session)
    settle(qtbot, session)
    assert item.inspection is not None
    assert item.sanitized is not None
    assert item.sanitized_for == FOUND
    names = {key: found[0].name for key, found in item.predictions.items()}
    assert names == {"robust": "mean 29", "scaled": "mean 240", "sanitized": "mean 20"}
    assert all(len(found) == 5 for found in item.predictions.values())


def test_the_images_that_were_classified_are_kept(qtbot: QtBot, session: Session, item: EvidenceItem) -> None:
    flows.sanitize_current(session)
    settle(qtbot, session)
    pixels = item.evidence.pixels
    assert np.array_equal(item.classified["scaled"], real_resize(pixels, FOUND))
    assert np.array_equal(item.classified["robust"], area_output(pixels, FOUND.target_shape))


def test_the_picked_pipeline_wins_over_the_one_found(
    qtbot: QtBot, session: Session, item: EvidenceItem
) -> None:
    flows.inspect_item(session, item)
    settle(qtbot, session)
    picked = Pipeline("pillow", "nearest", (30, 40))
    session.pipeline.set(picked)
    flows.sanitize_current(session)
    settle(qtbot, session)
    assert item.sanitized_for == picked


def test_one_click_serves_what_something_is_hidden_for(
    qtbot: QtBot, session: Session, item: EvidenceItem
) -> None:
    flows.inspect_item(session, item)
    settle(qtbot, session)
    session.pipeline.set(Pipeline("pillow", "nearest", (30, 40)))
    flows.detect_and_sanitize(session)
    settle(qtbot, session)
    assert item.sanitized_for == FOUND


def test_one_click_leaves_a_clean_image_as_it_is(qtbot: QtBot, session: Session, item: EvidenceItem) -> None:
    flows.inspect_item(session, item)
    settle(qtbot, session)
    assert item.inspection is not None
    session.evidence.update(item, inspection=replace(item.inspection, verdict="clean", pipelines=()))
    said: list[str] = []
    session.messages.said.connect(lambda _, text: said.append(text))
    flows.detect_and_sanitize(session)
    settle(qtbot, session)
    assert item.sanitized is None
    assert set(item.predictions) == {"robust", "scaled"}
    assert said == [NOTHING_TO_REMOVE]
    flows.detect_and_sanitize(session, even_clean=True)
    settle(qtbot, session)
    assert item.sanitized is not None


def test_asking_again_replaces_what_is_running(qtbot: QtBot, session: Session, item: EvidenceItem) -> None:
    flows.inspect_item(session, item)
    settle(qtbot, session)
    taken: list[str] = []
    session.evidence.item_changed.connect(lambda _, field: taken.append(field))
    first = flows.sanitize_item(session, item)
    ends: list[str] = []
    first.cancelled.connect(lambda: ends.append("cancelled"))
    flows.sanitize_item(session, item, "random", 7)
    settle(qtbot, session)
    assert ends == ["cancelled"]
    assert taken.count("sanitized") == 1
    assert item.sanitized is not None
    assert (item.sanitized.filter, item.sanitized.seed) == ("random", 7)


def test_sanitizing_nothing_says_so(session: Session) -> None:
    said: list[str] = []
    session.messages.said.connect(lambda _, text: said.append(text))
    flows.sanitize_current(session)
    assert len(said) == 1


def sanitized(item: EvidenceItem) -> Sanitized | None:
    return item.sanitized


def test_undo_and_redo_walk_through_what_was_sanitized(
    qtbot: QtBot, session: Session, item: EvidenceItem
) -> None:
    flows.inspect_item(session, item)
    settle(qtbot, session)
    flows.sanitize_item(session, item)
    settle(qtbot, session)
    flows.sanitize_item(session, item, "random", 7)
    settle(qtbot, session)
    second = sanitized(item)
    flows.undo_sanitizing(session)
    settle(qtbot, session)
    first = sanitized(item)
    assert first is not None
    assert first.filter == "median"
    assert item.predictions["sanitized"][0].name == "mean 20"
    flows.undo_sanitizing(session)
    settle(qtbot, session)
    assert sanitized(item) is None
    assert "sanitized" not in item.predictions
    flows.undo_sanitizing(session)  # nothing is left to undo
    flows.redo_sanitizing(session)
    flows.redo_sanitizing(session)
    settle(qtbot, session)
    assert sanitized(item) is second
    assert item.sanitized_for == FOUND


def test_all_likely_pipelines_are_served_on_request(
    qtbot: QtBot, session: Session, item: EvidenceItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Pipeline("pillow", "nearest", (12, 16))
    guesses = (PipelineGuess(FOUND, 1.0), PipelineGuess(other, 0.95), PipelineGuess(FOUND.robust, 0.2))
    found = replace(inspection(FOUND), pipelines=guesses)
    monkeypatch.setattr(InspectJob, "run", lambda *_: found)
    flows.inspect_item(session, item)
    settle(qtbot, session)
    flows.sanitize_current(session, pipelines=flows.found_pipelines(item))
    settle(qtbot, session)
    assert item.sanitized is not None
    assert item.sanitized.pipelines == flows.found_pipelines(item) == (FOUND, other)
    assert item.sanitized_for == FOUND


SECOND = Pipeline("pillow", "nearest", (20, 20))


def two_pictures() -> Inspection:
    """What `FOUND` shows is one of two pictures."""
    further = (PipelineGuess(SECOND, 0.3), PipelineGuess(SECOND.robust, 0.01))
    return replace(inspection(FOUND), further=further)


def test_one_click_serves_every_picture(
    qtbot: QtBot, session: Session, item: EvidenceItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(InspectJob, "run", lambda *_: two_pictures())
    flows.detect_and_sanitize(session)
    settle(qtbot, session)
    assert item.sanitized is not None
    assert item.sanitized.pipelines == (FOUND, SECOND)
    assert flows.found_pictures(item) == ((FOUND,), (SECOND,))


def test_what_is_still_found_afterwards_is_kept_served_and_saved(
    qtbot: QtBot, session: Session, item: EvidenceItem, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = Recheck("attack", 0.001, ((SECOND,),))
    monkeypatch.setattr(RecheckJob, "run", lambda *_: said)
    flows.detect_and_sanitize(session)
    settle(qtbot, session)
    assert item.recheck is said
    assert flows.found_pipelines(item) == (FOUND, SECOND)
    flows.save_sanitized(session, tmp_path / "a.png")
    settle(qtbot, session)
    record = json.loads((tmp_path / "a.png.json").read_text("utf-8"))
    assert record["recheck"]["found"][0]["target_size"] == [20, 20]
    assert SECOND.label in record["recheck"]["words"]
    monkeypatch.setattr(RecheckJob, "run", lambda *_: Recheck("clean", 0.5))
    flows.detect_and_sanitize(session)
    assert sanitized(item) is not None
    settle(qtbot, session)
    assert item.sanitized is not None
    assert item.sanitized.pipelines == (FOUND, SECOND)
    assert item.recheck == Recheck("clean", 0.5)
    flows.undo_sanitizing(session)
    assert recheck_of(item) is None
    settle(qtbot, session)
    assert recheck_of(item) is not None


def recheck_of(item: EvidenceItem) -> Recheck | None:
    return item.recheck


def test_an_output_is_not_inspected_again(qtbot: QtBot, session: Session, item: EvidenceItem) -> None:
    flows.inspect_item(session, item)
    settle(qtbot, session)
    flows.sanitize_item(session, item, "area")
    settle(qtbot, session)
    assert item.sanitized is not None
    assert item.recheck is None


def test_changes_are_mapped_off_the_gui_thread(qtbot: QtBot, session: Session, item: EvidenceItem) -> None:
    maps: list[ChangeMap] = []
    flows.map_changes(session, item, (30, 40), maps.append)
    assert not session.jobs.is_busy  # nothing was changed yet
    flows.sanitize_current(session)
    settle(qtbot, session)
    flows.map_changes(session, item, (30, 40), maps.append)
    settle(qtbot, session)
    assert [found.pixels.shape for found in maps] == [(30, 40, 3)]
    assert maps[0].largest == 220


def test_it_is_said_when_the_oldest_image_is_given_up(
    qtbot: QtBot, session: Session, item: EvidenceItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "LEAST", 2)
    monkeypatch.setattr(history, "BUDGET", 2 * item.evidence.pixels.nbytes)
    said: list[str] = []
    session.messages.said.connect(lambda _, sentence: said.append(sentence))
    for seed in range(3):
        flows.sanitize_current(session, "random", seed)
        settle(qtbot, session)
        assert len(item.sanitizing.past) == seed + 1
        assert not said
    flows.sanitize_current(session, "random", 3)
    settle(qtbot, session)
    assert said == [FORGOTTEN.format(2)]
    assert len(item.sanitizing.past) == 2
